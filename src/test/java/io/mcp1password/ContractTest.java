package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Acknowledgement;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of the service, row by row: gates, tools, resources, prompts and the conventions of
 * REST. The rows of the settings are in {@code SettingsLoaderTest} and {@code SettingsChecksTest}.
 */
class ContractTest {

  /** A row of the table of gates, and a call that it stands in front of. */
  private record Gate(
      String flag, String acknowledgement, String phrase, String tool, String call) {
    boolean always() {
      return flag.isEmpty();
    }
  }

  private static final Map<String, Gate> GATES =
      Map.of(
          "reveal",
          new Gate(
              "--enable-secret-reveal",
              "acknowledgePlaintext",
              "I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT",
              "secret_reveal",
              "{'reference':'op://Private things/Example/password'}"),
          "generate",
          new Gate(
              "",
              "acknowledgePlaintext",
              "I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT",
              "password_generate",
              "{}"),
          "writes",
          new Gate(
              "--enable-writes",
              "",
              "",
              "item_create",
              "{'vaultId':'Shared','category':'Login','title':'New'}"),
          "destructive",
          new Gate(
              "--enable-destructive-actions",
              "acknowledgeDestructive",
              "I_UNDERSTAND_THIS_CAN_DELETE_1PASSWORD_DATA",
              "item_delete",
              "{'vaultId':'Private things','itemId':'Example'}"),
          "permissions",
          new Gate(
              "--enable-permission-mutation",
              "acknowledgePermissionMutation",
              "I_UNDERSTAND_THIS_CAN_CHANGE_1PASSWORD_PERMISSIONS",
              "vault_permissions_grant_group",
              "{'vaultId':'Shared','groupId':'"
                  + InMemoryBackend.GROUP
                  + "','permissions':['READ_ITEMS']}"));

  private static JsonObject consenting(String arguments, String acknowledgement, String phrase) {
    var all = JsonText.JSON.createObjectBuilder(ServiceFixture.json(arguments));
    return acknowledgement.isEmpty()
        ? all.build()
        : all.add(Access.REASON, "to test").add(acknowledgement, phrase).build();
  }

  private static OperationResult call(ServiceFixture service, String tool, JsonObject arguments) {
    return service.call(tool, arguments.toString());
  }

  private static OperationException refusal(
      ServiceFixture service, String tool, JsonObject arguments) {
    return catchThrowableOfType(OperationException.class, () -> call(service, tool, arguments));
  }

  private static Stream<String> listed(ServiceFixture service) {
    return call(service, "sdk_capabilities", ServiceFixture.json("{}"))
        .content()
        .getJsonArray("effectiveSupportedTools")
        .getValuesAs(JsonString.class)
        .stream()
        .map(JsonString::getString);
  }

  @Nested
  class Gates {

    @TempDir private Path workspace;

    @TestFactory
    Stream<DynamicTest> closedItIsAbsentAndRefusedByItsFlag() {
      return each(
          gate -> !gate.always(),
          gate -> {
            ServiceFixture closed = ServiceFixture.of(InMemoryBackend.likeTheSdk());
            assertThat(listed(closed).anyMatch(gate.tool()::equals))
                .isEqualTo(gate.tool().equals("secret_reveal"));
            OperationException refusal = refusal(closed, gate.tool(), full(gate));
            assertThat(refusal.code()).isEqualTo(ErrorCode.GATE_CLOSED);
            assertThat(refusal).hasMessageContaining(gate.flag() + "=true");
            assertThat(ErrorCode.GATE_CLOSED.httpStatus()).isEqualTo(403);
          });
    }

    @TestFactory
    Stream<DynamicTest> openItWantsItsAcknowledgementAndAReason() {
      return each(
          gate -> !gate.acknowledgement().isEmpty(),
          gate -> {
            ServiceFixture open = open(gate);
            JsonObject whole = full(gate);
            for (String missing : List.of(gate.acknowledgement(), Access.REASON)) {
              JsonObject without = JsonText.JSON.createObjectBuilder(whole).remove(missing).build();
              OperationException refusal = refusal(open, gate.tool(), without);
              assertThat(refusal.code()).isEqualTo(ErrorCode.ACKNOWLEDGEMENT_REQUIRED);
              assertThat(refusal).hasMessageContaining(missing);
            }
            JsonObject wrong =
                consenting(
                    gate.call(), gate.acknowledgement(), gate.phrase().toLowerCase(Locale.ROOT));
            assertThat(refusal(open, gate.tool(), wrong))
                .hasMessageContaining("must be exactly " + gate.phrase());
          });
    }

    @TestFactory
    Stream<DynamicTest> openAndAcknowledgedItIsCarriedOut() {
      return each(
          gate -> true,
          gate -> {
            ServiceFixture open = open(gate);
            assertThat(listed(open)).contains(gate.tool());
            assertThat(call(open, gate.tool(), full(gate)).content()).isNotEmpty();
          });
    }

    private static JsonObject full(Gate gate) {
      return consenting(gate.call(), gate.acknowledgement(), gate.phrase());
    }

    private static ServiceFixture open(Gate gate) {
      return gate.always()
          ? ServiceFixture.of(InMemoryBackend.likeTheSdk())
          : ServiceFixture.of(InMemoryBackend.likeTheSdk(), gate.flag());
    }

    private static Stream<DynamicTest> each(Predicate<Gate> filter, Consumer<Gate> test) {
      return GATES.entrySet().stream()
          .filter(row -> filter.test(row.getValue()))
          .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> test.accept(row.getValue())));
    }

    @ParameterizedTest
    @CsvSource({
      "--enable-script-runner, scriptRunnerEnabled",
      "--enable-unrestricted-script-runner, unrestrictedScriptRunnerEnabled",
      "--enable-unrestricted-script-runner, scriptRunnerEnabled",
      "--enable-unrestricted-runner, unrestrictedRunnerEnabled",
    })
    void aRunnersGateIsToldByTheCapabilities(String flag, String key) throws IOException {
      assertThat(capabilities().getBoolean(key)).isFalse();
      assertThat(
              capabilities(
                      flag,
                      "--script-runner-allowlist=" + allowlist(),
                      "--op-cli-auth-mode=none",
                      "--op-cli-path=/usr/bin/op",
                      "--unrestricted-runner-root=" + workspace)
                  .getBoolean(key))
          .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
      "op_script_list, --enable-script-runner",
      "op_script_run, --enable-script-runner",
      "op_script_reload_allowlists, --enable-script-runner",
      "op_session_reset, --enable-script-runner",
      "op_template_render, --enable-script-runner",
      "op_unrestricted_run, --enable-unrestricted-runner",
    })
    void aRunnersToolIsAbsentAndRefusedUntilItsGateIsOpen(String tool, String flag)
        throws IOException {
      ServiceFixture closed = ServiceFixture.of(InMemoryBackend.likeTheSdk());
      assertThat(listed(closed)).doesNotContain(tool);
      OperationException refusal = refusal(closed, tool, ServiceFixture.json("{}"));
      assertThat(refusal.code()).isEqualTo(ErrorCode.GATE_CLOSED);
      assertThat(refusal).hasMessageContaining(flag + "=true");
      ServiceFixture open =
          ServiceFixture.of(
              InMemoryBackend.likeTheSdk(),
              flag,
              "--script-runner-allowlist=" + allowlist(),
              "--op-cli-auth-mode=none",
              "--op-cli-path=/usr/bin/op",
              "--unrestricted-runner-root=" + workspace);
      assertThat(listed(open)).contains(tool);
    }

    private Path allowlist() throws IOException {
      Path file = workspace.resolve(".onepassword-mcp.json");
      return Files.writeString(
          file,
          """
          {"version": 1, "commands": {"hello": {"command": "/bin/echo", "args": ["hello"]}}}
          """);
    }

    private static JsonObject capabilities(String... flags) {
      ServiceFixture service = ServiceFixture.of(InMemoryBackend.likeTheSdk(), flags);
      return call(service, "sdk_capabilities", ServiceFixture.json("{}")).content();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shared", InMemoryBackend.SHARED})
    void anAllowedVaultHidesTheOthers(String allowed) {
      ServiceFixture service =
          ServiceFixture.of(InMemoryBackend.likeTheSdk(), "--allowed-vault=" + allowed);
      assertThat(service.call("vault_list", "{}").content().getJsonArray("vaults"))
          .singleElement()
          .satisfies(
              vault -> assertThat(vault.asJsonObject().getString("title")).isEqualTo("Shared"));
      assertThat(service.call("item_search", "{'query':'example'}").content().toString())
          .doesNotContain(InMemoryBackend.LOGIN);
      for (String tool : List.of("vault_get", "item_get_metadata", "password_read")) {
        String vault = tool.equals("vault_get") ? "" : ",'itemId':'" + InMemoryBackend.LOGIN + "'";
        assertThat(
                refusal(
                        service,
                        tool,
                        ServiceFixture.json(
                            "{'vaultId':'" + InMemoryBackend.PERSONAL + "'" + vault + "}"))
                    .code())
            .isEqualTo(ErrorCode.NOT_FOUND);
      }
      assertThat(
              service
                  .call(
                      "secret_reference_check",
                      "{'secretReference':'op://Private things/Example/password'}")
                  .content()
                  .getBoolean("resolves"))
          .isFalse();
    }
  }

  @Nested
  class Tools {

    @TestFactory
    Stream<DynamicTest> itsArgumentsAndItsRestTwinAreTheContracts() {
      return each(
          row -> {
            OperationDescriptor operation = operation(row);
            assertThat(operation.verb() + " " + operation.path()).isEqualTo(row.rest());
            JsonObject schema = operation.inputSchema();
            assertThat(schema.getJsonObject("properties").keySet())
                .containsAll(row.arguments().stream().map(each -> each.replace("?", "")).toList());
            assertThat(
                    schema.containsKey("required")
                        ? schema.getJsonArray("required").getValuesAs(JsonString::getString)
                        : List.of())
                .containsExactlyInAnyOrderElementsOf(
                    row.arguments().stream().filter(each -> !each.endsWith("?")).toList());
          });
    }

    @TestFactory
    Stream<DynamicTest> itsResultHasTheContractsKeys() {
      return each(
          row -> {
            ServiceFixture service = ServiceFixture.open(InMemoryBackend.withSamples());
            OperationDescriptor operation = service.operation(row.tool());
            JsonObject arguments =
                operation
                    .access()
                    .acknowledgement()
                    .map(Acknowledgement.class::cast)
                    .map(ack -> consenting(row.call(), ack.argument(), ack.phrase()))
                    .orElseGet(() -> ServiceFixture.json(row.call()));
            OperationResult result = call(service, row.tool(), arguments);
            assertThat(result.content()).containsKeys(row.keys().toArray(String[]::new));
            assertThat(result.content().toString()).doesNotContain("canary");
            assertThat(operation.outputSchema().getJsonObject("properties"))
                .containsKeys(result.content().keySet().toArray(String[]::new));
          });
    }

    @TestFactory
    Stream<DynamicTest> itIsOnTheReferencePageAndInOpenApi() throws IOException {
      String page = Files.readString(Path.of("docs/reference/tools.md"), UTF_8);
      String openApi = Files.readString(Path.of("openapi/openapi.yaml"), UTF_8);
      return each(
          row -> {
            assertThat(page).contains("\n## " + row.tool() + "\n");
            assertThat(page).contains("`" + row.rest().replace(" ", " /api/v1") + "`");
            assertThat(openApi).contains("operationId: " + row.tool() + "\n");
          });
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "item_archive",
          "vault_create",
          "vault_update",
          "vault_delete",
          "group_get",
          "vault_permissions_get",
          "vault_permissions_grant_group",
          "vault_permissions_update_group",
          "vault_permissions_revoke_group",
          "environment_get_variables",
          "environment_get_variable",
          "environment_reveal_variable",
        })
    void whatConnectCannotDoIsNotListedAndRefused(String tool) {
      ServiceFixture service = ServiceFixture.open(InMemoryBackend.withSamples());
      assertThat(listed(service)).doesNotContain(tool);
      OperationException refusal = refusal(service, tool, ServiceFixture.json("{}"));
      assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED_BY_BACKEND);
      assertThat(refusal.code().httpStatus()).isEqualTo(501);
    }

    private static OperationDescriptor operation(ContractTools row) {
      return ServiceFixture.of(InMemoryBackend.withSamples()).operation(row.tool());
    }

    private static Stream<DynamicTest> each(Consumer<ContractTools> test) {
      return ContractTools.all().stream()
          .map(row -> DynamicTest.dynamicTest(row.tool(), () -> test.accept(row)));
    }
  }

  @Nested
  class OverHttp {

    @TempDir static Path folder;
    private static ServiceUnderTest service;

    @BeforeAll
    static void start() throws Exception {
      service = ServiceUnderTest.start(folder, ServiceFixture.ALL_GATES.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
      service.close();
    }

    private static JsonObject result(String method, String params) throws Exception {
      String message = "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':" + params + "}";
      return ServiceUnderTest.json(service.mcp(message.replace('\'', '"')).body())
          .getJsonObject("result");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "onepassword://config",
          "onepassword://vaults",
          "onepassword://vaults/Engineering/items",
          "onepassword://vaults/Engineering/items/Deploy%20API/metadata",
        })
    void theResourceIsRead(String uri) throws Exception {
      JsonObject read = result("resources/read", "{'uri':'" + uri + "'}");
      assertThat(read.getJsonArray("contents").getJsonObject(0).getString("text")).startsWith("{");
      String template = uri.replace("Engineering", "{vaultId}").replace("Deploy%20API", "{itemId}");
      assertThat(result("resources/list", "{}") + "" + result("resources/templates/list", "{}"))
          .contains("\"" + template + "\"");
    }

    @ParameterizedTest
    @CsvSource({
      "credential-rotation, vaultId itemId field",
      "vault-audit, vaultId query",
      "generate-secure-password, memorable vaultId title",
    })
    void thePromptIsGivenWithItsArguments(String prompt, String arguments) throws Exception {
      JsonObject declared =
          result("prompts/list", "{}")
              .getJsonArray("prompts")
              .getValuesAs(JsonObject.class)
              .stream()
              .filter(each -> each.getString("name").equals(prompt))
              .findFirst()
              .orElseThrow();
      assertThat(declared.getJsonArray("arguments").getValuesAs(JsonObject.class))
          .extracting(each -> each.getString("name"))
          .containsExactly(arguments.split(" ", -1));
      assertThat(result("prompts/get", "{'name':'" + prompt + "'}").toString())
          .contains("op_script_run");
    }

    @ParameterizedTest
    @CsvSource({"vaultId, Eng", "itemId, Deploy"})
    void theIdIsCompleted(String argument, String begun) throws Exception {
      JsonObject completed =
          result(
              "completion/complete",
              "{'ref':{'type':'ref/resource','uri':"
                  + "'onepassword://vaults/{vaultId}/items/{itemId}/metadata'},"
                  + "'argument':{'name':'"
                  + argument
                  + "','value':'"
                  + begun
                  + "'},'context':{'arguments':{'vaultId':'Engineering'}}}");
      assertThat(completed.getJsonObject("completion").getJsonArray("values")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"})
    void everyToolHasTheAnnotation(String annotation) throws Exception {
      Function<JsonObject, JsonObject> annotations = tool -> tool.getJsonObject("annotations");
      assertThat(result("tools/list", "{}").getJsonArray("tools").getValuesAs(JsonObject.class))
          .isNotEmpty()
          .allSatisfy(tool -> assertThat(annotations.apply(tool)).containsKey(annotation))
          .allSatisfy(tool -> assertThat(tool).containsKey("outputSchema"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "GET | /api/v1/vaults/Nowhere | 404 | not_found",
          "GET | /api/v1/items?limit=0 | 400 | invalid_arguments",
          "GET | /api/v1/groups/x | 501 | unsupported_by_backend",
          "DELETE | /api/v1/vaults/Engineering/items/x | 403 | acknowledgement_required",
          "GET | /api/v1/nothing | 404 | not_found",
        })
    void anErrorIsAProblemDocumentWithAStableCode(
        String method, String path, int status, String code) throws Exception {
      HttpResponse<String> response = service.send(method, path, "", Map.of());
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(ServiceUnderTest.json(response.body()).getString("code")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"X-Reason", "X-Acknowledge"})
    void aDeleteTakesReasonAndAcknowledgementInHeaders(String left) throws Exception {
      var headers =
          new HashMap<>(
              Map.of(
                  "X-Reason", "to test",
                  "X-Acknowledge", "I_UNDERSTAND_THIS_CAN_DELETE_1PASSWORD_DATA"));
      String path = "/api/v1/vaults/Engineering/items/nothing-of-this-name";
      assertThat(service.send("DELETE", path, "", headers).statusCode()).isEqualTo(404);
      headers.remove(left);
      assertThat(service.send("DELETE", path, "", headers).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "secretReference"})
    void aSecretReferenceIsNeverTakenFromAUrl(String argument) {
      ServiceFixture all = ServiceFixture.open(InMemoryBackend.likeTheSdk());
      assertThat(all.catalog().all())
          .filteredOn(each -> each.inputSchema().getJsonObject("properties").containsKey(argument))
          .isNotEmpty()
          .allMatch(each -> each.verb().hasBody())
          .noneMatch(each -> each.pathArguments().contains(argument));
    }
  }
}
