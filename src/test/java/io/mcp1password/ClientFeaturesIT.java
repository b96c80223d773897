package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.mcp.ProductFeatures;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two official TypeScript clients use tools, resources, prompts, completion and the form for
 * consent, over both transports and in both eras of the protocol.
 */
class ClientFeaturesIT {

  private static final String VAULT = "fm4pq25than6l2ozuvlwnwkzde";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "mcp-client, legacy, http, 2025-11-25",
    "mcp-client, legacy, stdio, 2025-11-25",
    "mcp-client-2, legacy, http, 2025-11-25",
    "mcp-client-2, legacy, stdio, 2025-11-25",
    "mcp-client-2, auto, http, 2026-07-28",
    "mcp-client-2, auto, stdio, 2026-07-28"
  })
  void everyFeatureWorks(String project, String mode, String transport, String revision)
      throws Exception {
    NodeProject client = NodeProject.installed(project);
    Map<String, String> variables = new TreeMap<>(Map.of("MCP_MODE", mode));
    JsonObject session =
        transport.equals("http") ? overHttp(client, variables) : overStdio(client, variables);

    assertThat(session.getString("protocolVersion", revision)).isEqualTo(revision);
    assertThat(session.getJsonObject("server").getString("name")).isEqualTo("mcp-1password");
    assertThat(session.getString("errors")).isEmpty();
    assertTools(session);
    assertResources(session);
    assertPromptsAndCompletion(session);
    assertConsent(session);
  }

  private JsonObject overHttp(NodeProject client, Map<String, String> variables)
      throws IOException {
    try (var server = ServerProcess.demo(folder, "--enable-secret-reveal")) {
      variables.put("MCP_URL", server.uri().resolve("/mcp").toString());
      variables.put("MCP_TOKEN", server.token().reveal());
      return session(client, variables);
    }
  }

  private JsonObject overStdio(NodeProject client, Map<String, String> variables)
      throws IOException {
    var command = JsonText.JSON.createArrayBuilder();
    StdioCommand.demo(folder, "--enable-secret-reveal").forEach(command::add);
    variables.put("MCP_COMMAND", command.build().toString());
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    return session(client, variables);
  }

  private static JsonObject session(NodeProject client, Map<String, String> variables)
      throws IOException {
    return JsonText.parse(client.run("features.mjs", variables).getBytes(UTF_8)).asJsonObject();
  }

  private static void assertTools(JsonObject session) {
    assertThat(strings(session, "tools", "name"))
        .doesNotHaveDuplicates()
        .contains("item_search", "secret_reveal", "vault_list");
    JsonObject found = session.getJsonObject("found").getJsonObject("structuredContent");
    assertThat(strings(found, "items", "title")).containsExactly("Deploy API");
  }

  private static void assertResources(JsonObject session) {
    assertThat(ProductFeatures.resources())
        .containsAll(strings(session, "resources", "uri"))
        .containsAll(strings(session, "resourceTemplates", "uriTemplate"));
    assertThat(strings(session, "resources", "uri"))
        .containsExactlyInAnyOrder("onepassword://config", "onepassword://vaults");
    assertThat(strings(session, "resourceTemplates", "uriTemplate"))
        .contains("onepassword://vaults/{vaultId}/items");
    assertThat(strings(content(session, "vaults"), "vaults", "title"))
        .hasSize(6)
        .contains("Engineering");
    assertThat(strings(content(session, "items"), "items", "vaultId")).contains(VAULT);
    assertThat(session.getInt("unknownResource")).isIn(-32002, -32602);
  }

  private static void assertPromptsAndCompletion(JsonObject session) {
    assertThat(strings(session, "prompts", "name"))
        .containsExactlyInAnyOrder(
            "credential-rotation", "vault-audit", "generate-secure-password");
    JsonObject message = session.getJsonObject("prompt").getJsonArray("messages").getJsonObject(0);
    assertThat(message.getJsonObject("content").getString("text"))
        .contains("- vaultId: \"Engineering\"");
    assertThat(session.getJsonObject("completion").getJsonArray("values"))
        .containsExactly(JsonText.JSON.createValue(VAULT));
  }

  /** The first form was answered with yes, the second declined. */
  private static void assertConsent(JsonObject session) {
    List<JsonObject> forms = session.getJsonArray("forms").getValuesAs(JsonObject.class);
    assertThat(forms)
        .hasSize(2)
        .allSatisfy(
            form -> {
              assertThat(form.getString("message")).contains("op://Engineering/Deploy API");
              assertThat(form.getJsonObject("requestedSchema").getJsonObject("properties"))
                  .containsOnlyKeys("agree", "reason");
            });
    JsonObject agreed = session.getJsonObject("agreed");
    assertThat(agreed.getJsonObject("structuredContent").getInt("valueLength"))
        .isEqualTo(text(agreed).length());
    JsonObject declined = session.getJsonObject("declined");
    assertThat(declined.getBoolean("isError")).isTrue();
    assertThat(declined.getJsonObject("_meta").getString("mcp-1password/code"))
        .isEqualTo("acknowledgement_required");
    assertThat(text(declined)).doesNotContain(text(agreed));
  }

  private static JsonObject content(JsonObject session, String name) {
    JsonObject first = session.getJsonObject(name).getJsonArray("contents").getJsonObject(0);
    return JsonText.parse(first.getString("text").getBytes(UTF_8)).asJsonObject();
  }

  private static String text(JsonObject result) {
    return result.getJsonArray("content").getJsonObject(0).getString("text");
  }

  private static List<String> strings(JsonObject object, String list, String member) {
    return object.getJsonArray(list).getValuesAs(JsonObject.class).stream()
        .map(each -> each.getString(member))
        .toList();
  }
}
