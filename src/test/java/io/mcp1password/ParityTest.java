package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.model.ProductVersion;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Acknowledgement;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationResult;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation answers alike over MCP and over REST, and so does every refusal. */
class ParityTest {

  /** Good arguments of each operation against the demo's sample vaults, consent left out. */
  private static final Map<String, String> GOOD =
      Map.ofEntries(
          Map.entry("sdk_capabilities", "{}"),
          Map.entry("op_session_status", "{}"),
          Map.entry("op_session_reset", "{}"),
          Map.entry("op_script_list", "{'workspaceRoot':'WORKSPACE'}"),
          Map.entry("op_script_reload_allowlists", "{'reason':'to test'}"),
          Map.entry(
              "op_script_run",
              "{'workspaceRoot':'WORKSPACE','commandId':'greet','reason':'to test',"
                  + "'args':{'name':'you'},'returnOutput':true}"),
          Map.entry(
              "op_unrestricted_run",
              "{'workspaceRoot':'WORKSPACE','command':'true','reason':'to test'}"),
          Map.entry(
              "op_template_render",
              "{'workspaceRoot':'WORKSPACE','templatePath':'in.tmpl','targetPath':'out',"
                  + "'reason':'to test'}"),
          Map.entry("vault_list", "{}"),
          Map.entry("vault_get", "{'vaultId':'Engineering','includeAccessors':true}"),
          Map.entry("item_search", "{'query':'a','limit':7}"),
          Map.entry("item_get_metadata", "{'vaultId':'Engineering','itemId':'ITEM'}"),
          Map.entry("password_read", "{'vaultId':'Engineering','itemId':'ITEM','reveal':true}"),
          Map.entry("password_generate", "{'length':40}"),
          Map.entry("password_generate_memorable", "{'words':4}"),
          Map.entry("secret_reveal", "{'reference':'op://Engineering/ITEM/password'}"),
          Map.entry("secret_reference_check", "{'secretReference':'op://Engineering/ITEM/x'}"),
          Map.entry(
              "item_create",
              "{'vaultId':'Engineering','category':'Server','title':'Made','notes':'n',"
                  + "'tags':['t'],'sections':[{'id':'s','title':'S'}],"
                  + "'fields':[{'id':'f','title':'F','sectionId':'s','fieldType':'Concealed',"
                  + "'value':'v'}],"
                  + "'websites':[{'url':'https://example.com','label':'w',"
                  + "'autofillBehavior':'ExactDomain'}]}"),
          Map.entry(
              "item_update",
              "{'vaultId':'Engineering','itemId':'FRESH','title':'Changed','notes':'',"
                  + "'expectedVersion':1}"),
          Map.entry("item_archive", "{'vaultId':'Engineering','itemId':'ITEM'}"),
          Map.entry(
              "item_delete", "{'vaultId':'Engineering','itemId':'FRESH','expectedVersion':1}"),
          Map.entry(
              "password_create",
              "{'vaultId':'Engineering','title':'New','username':'u','mode':'memorable',"
                  + "'memorableSeparator':'','memorableIncludeNumber':false}"),
          Map.entry(
              "password_update", "{'vaultId':'Engineering','itemId':'FRESH','randomLength':40}"),
          Map.entry("vault_create", "{'title':'New'}"),
          Map.entry("vault_update", "{'vaultId':'Engineering','title':'Renamed'}"),
          Map.entry("vault_delete", "{'vaultId':'Engineering'}"),
          Map.entry("group_get", "{'groupId':'g','includeVaultPermissions':true}"),
          Map.entry("vault_permissions_get", "{'vaultId':'Engineering'}"),
          Map.entry(
              "vault_permissions_grant_group",
              "{'vaultId':'Engineering','groupId':'g','permissions':['READ_ITEMS']}"),
          Map.entry(
              "vault_permissions_update_group",
              "{'vaultId':'Engineering','groupId':'g','permissions':['READ_ITEMS']}"),
          Map.entry("vault_permissions_revoke_group", "{'vaultId':'Engineering','groupId':'g'}"),
          Map.entry("environment_get_variables", "{'environmentId':'e','query':'x'}"),
          Map.entry("environment_get_variable", "{'environmentId':'e','name':'x'}"),
          Map.entry("environment_reveal_variable", "{'environmentId':'e','name':'x'}"));

  private static final OperationCatalog CATALOG =
      ServiceFixture.of(InMemoryBackend.withSamples()).catalog();

  @TempDir static Path folder;
  private static ServiceUnderTest service;
  private static String login;
  private static TestWorkspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = TestWorkspace.in(folder.resolve("work"));
    Files.writeString(
        workspace.root().resolve("in.tmpl"), "{{ op://Engineering/Deploy API/credential }}");
    var flags = new ArrayList<>(ServiceFixture.ALL_GATES);
    flags.addAll(workspace.flags());
    service = ServiceUnderTest.start(folder, flags.toArray(String[]::new));
    JsonObject found =
        content(
            service.tool(
                "item_search",
                ServiceFixture.json("{'vaultId':'Engineering','query':'Login','limit':200}")));
    login =
        found.getJsonArray("items").stream()
            .map(item -> item.asJsonObject())
            .filter(item -> item.getString("category").equals("Login"))
            .map(item -> item.getString("id"))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static Stream<String> operations() {
    return CATALOG.all().stream().map(OperationDescriptor::name);
  }

  /** What the demo can do. */
  static Stream<String> served() {
    return CATALOG.all().stream().filter(CATALOG::isServed).map(OperationDescriptor::name);
  }

  /** What takes a service account or the desktop app. */
  static Stream<String> notServed() {
    return operations().filter(name -> served().noneMatch(name::equals));
  }

  @Test
  void everyOperationHasGoodArgumentsHere() {
    assertThat(operations()).containsExactlyInAnyOrderElementsOf(GOOD.keySet());
  }

  @ParameterizedTest
  @MethodSource("notServed")
  void whatTheBackendCannotDoIsRefusedAlike(String name) throws Exception {
    OperationDescriptor operation = CATALOG.find(name).orElseThrow();
    assertRefusedAlike(operation, consenting(operation, good(name)), 501, "unsupported_by_backend");
  }

  @ParameterizedTest
  @MethodSource("served")
  void successIsEqual(String name) throws Exception {
    OperationDescriptor operation = CATALOG.find(name).orElseThrow();
    JsonObject answer = service.tool(name, consenting(operation, good(name)));
    HttpResponse<String> response = service.rest(operation, consenting(operation, good(name)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(answer.getJsonObject("result").getBoolean("isError")).isFalse();

    JsonObject body = ServiceUnderTest.json(response.body());
    String text = text(answer);
    if (!operation.yieldsSecret()) {
      // Two calls that make something make two things.
      assertThat(operation.access().readOnly() ? body : alike(body))
          .isEqualTo(operation.access().readOnly() ? content(answer) : alike(content(answer)));
      assertThat(ServiceUnderTest.json(text)).isEqualTo(content(answer));
      return;
    }
    JsonObject withoutSecret =
        Json.createObjectBuilder(body).remove(OperationResult.SECRET_MEMBER).build();
    String secret = body.getString(OperationResult.SECRET_MEMBER);
    if (operation.access() == Access.GENERATE) {
      assertThat(withoutSecret.keySet()).isEqualTo(content(answer).keySet());
      assertThat(text).isNotEqualTo(secret);
    } else {
      assertThat(withoutSecret).isEqualTo(content(answer));
      assertThat(text).isEqualTo(secret);
      assertThat(answer.getJsonObject("result").getJsonObject("structuredContent").toString())
          .doesNotContain(secret);
    }
  }

  @ParameterizedTest
  @MethodSource("served")
  void anUnknownArgumentIsRefusedAlike(String name) throws Exception {
    OperationDescriptor operation = CATALOG.find(name).orElseThrow();
    JsonObject arguments =
        Json.createObjectBuilder(consenting(operation, good(name))).add("surprise", "x").build();
    assertRefusedAlike(operation, arguments, 400, "invalid_arguments");
  }

  @ParameterizedTest
  @MethodSource("served")
  void missingConsentIsRefusedAlike(String name) throws Exception {
    OperationDescriptor operation = CATALOG.find(name).orElseThrow();
    if (operation.acknowledgement().isPresent()) {
      assertRefusedAlike(operation, good(name), 403, "acknowledgement_required");
    }
  }

  @Test
  void whatIsNotThereIsRefusedAlike() throws Exception {
    assertRefusedAlike(
        CATALOG.find("vault_get").orElseThrow(),
        ServiceFixture.json("{'vaultId':'Nowhere'}"),
        404,
        "not_found");
    assertRefusedAlike(
        CATALOG.find("item_get_metadata").orElseThrow(),
        ServiceFixture.json("{'vaultId':'Engineering','itemId':'a/b c?d'}"),
        404,
        "not_found");
  }

  @Test
  void everyCallLeftOneAuditRecordAndNoneHoldsASecret() throws Exception {
    JsonObject revealed =
        service.tool(
            "secret_reveal",
            consenting(CATALOG.find("secret_reveal").orElseThrow(), good("secret_reveal")));
    String log = Files.readString(folder.resolve("audit").resolve("audit.jsonl"));
    assertThat(log.lines().filter(line -> line.contains("\"secret_reveal\""))).isNotEmpty();
    assertThat(log).doesNotContain(text(revealed)).doesNotContain("op://");
    assertThat(log.lines().toList().getLast())
        .contains("\"action\":\"secret_reveal\"")
        .contains("\"outcome\":\"success\"")
        .contains(login);
  }

  @Test
  void theCommittedOpenApiDocumentIsTheServedOne() throws Exception {
    String served = service.send("GET", "/openapi", "", Map.of()).body();
    // The version is left out, or the file would change with each release.
    Snapshot.check(
        Path.of("openapi/openapi.yaml"), served.replace(ProductVersion.current(), "current"));
  }

  @Test
  void aBodyThatCannotBeReadIsAuditedLikeAnyRefusal() throws Exception {
    HttpResponse<String> response =
        service.send(
            "POST",
            "/api/v1/passwords/read",
            "{\"reveal\":tru",
            Map.of("Content-Type", "application/json"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(
            service
                .send("POST", "/api/v1/passwords/read", "{}", Map.of("Content-Type", "text/plain"))
                .statusCode())
        .isEqualTo(415);
    assertThat(Files.readString(folder.resolve("audit").resolve("audit.jsonl")).lines().toList())
        .last()
        .asString()
        .contains("\"action\":\"password_read\"")
        .contains("\"outcome\":\"refused\"");
  }

  @Test
  void aCommandThatFailsIsAnErrorOverMcpAndAnAnswerOverRest() throws Exception {
    JsonObject arguments =
        ServiceFixture.json(
            "{'workspaceRoot':'" + workspace.root() + "','commandId':'fail','reason':'to test'}");
    JsonObject answer = service.tool("op_script_run", arguments);
    HttpResponse<String> response =
        service.rest(CATALOG.find("op_script_run").orElseThrow(), arguments);
    assertThat(answer.getJsonObject("result").getBoolean("isError")).isTrue();
    assertThat(content(answer).getInt("exitCode")).isEqualTo(3);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(alike(ServiceUnderTest.json(response.body()))).isEqualTo(alike(content(answer)));
  }

  private static void assertRefusedAlike(
      OperationDescriptor operation, JsonObject arguments, int status, String code)
      throws Exception {
    JsonObject answer = service.tool(operation.name(), arguments);
    JsonObject result = answer.getJsonObject("result");
    HttpResponse<String> response = service.rest(operation, arguments);
    JsonObject problem = ServiceUnderTest.json(response.body());
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(result.getBoolean("isError")).isTrue();
    assertThat(problem.getString("code"))
        .isEqualTo(code)
        .isEqualTo(result.getJsonObject("_meta").getString("mcp-1password/code"));
    assertThat(problem.getString("detail")).isEqualTo(text(answer));
  }

  private static JsonObject good(String name) throws Exception {
    String arguments = GOOD.getOrDefault(name, "");
    return ServiceFixture.json(
        (arguments.contains("FRESH") ? arguments.replace("FRESH", fresh()) : arguments)
            .replace("'ITEM'", "'" + login + "'")
            .replace("/ITEM/", "/" + login + "/")
            .replace("WORKSPACE", workspace.root().toString()));
  }

  /** The id of an item that was made for this call. */
  private static String fresh() throws Exception {
    JsonObject made =
        content(
            service.tool(
                "item_create",
                ServiceFixture.json(
                    "{'vaultId':'Engineering','category':'Login','title':'Fresh','fields':["
                        + "{'id':'password','title':'password','fieldType':'Concealed',"
                        + "'value':'x'}]}")));
    return made.getJsonObject("item").getString("id");
  }

  /** The answer without the ids and times that differ from one new thing to the next. */
  private static JsonObject alike(JsonObject answer) {
    return ServiceUnderTest.json(
        answer
            .toString()
            .replaceAll("\"[a-z0-9]{26}\"", "\"ID\"")
            .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"TIME\"")
            .replaceAll("\"durationMs\":\\d+", "\"durationMs\":0")
            .replaceAll("\"secretLength\":\\d+", "\"secretLength\":0"));
  }

  private static JsonObject consenting(OperationDescriptor operation, JsonObject arguments) {
    var result = Json.createObjectBuilder(arguments);
    operation
        .acknowledgement()
        .map(Acknowledgement.class::cast)
        .ifPresent(
            demanded ->
                result.add(Access.REASON, "to test").add(demanded.argument(), demanded.phrase()));
    return result.build();
  }

  private static JsonObject content(JsonObject answer) {
    return answer.getJsonObject("result").getJsonObject("structuredContent");
  }

  private static String text(JsonObject answer) {
    return answer
        .getJsonObject("result")
        .getJsonArray("content")
        .getJsonObject(0)
        .getString("text");
  }
}
