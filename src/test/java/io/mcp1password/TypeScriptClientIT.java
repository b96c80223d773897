package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official TypeScript client against the packaged service: it validates every structured result
 * against the tool's output schema, and fails the call when it does not fit.
 */
class TypeScriptClientIT {

  private static final OperationCatalog CATALOG =
      ServiceFixture.open(InMemoryBackend.withSamples()).catalog();

  private static final String READ = "'secretReference':'op://Engineering/Deploy API/credential'";

  private static NodeProject project;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    project = NodeProject.installed("mcp-client");
  }

  @Test
  void callsEveryToolInOneSession() throws Exception {
    List<JsonObject> calls = served().map(each -> call(each.name(), Examples.of(each))).toList();
    JsonObject session = session(calls, ServiceFixture.ALL_GATES.toArray(String[]::new));

    assertThat(session.getString("protocolVersion")).isEqualTo("2025-11-25");
    assertThat(session.getJsonObject("server").getString("name")).isEqualTo("mcp-1password");
    assertThat(results(session))
        .hasSameSizeAs(calls)
        .allSatisfy(TypeScriptClientIT::assertSucceeded);
    assertThat(session.getInt("unknownTool")).isEqualTo(-32602);
    assertThat(session.getInt("afterEnd")).isEqualTo(404);
  }

  @Test
  void listsEachToolWithItsSchemasAndHints() throws Exception {
    JsonObject session = session(List.of(), ServiceFixture.ALL_GATES.toArray(String[]::new));
    List<JsonObject> tools = session.getJsonArray("tools").getValuesAs(JsonObject.class);

    assertThat(tools)
        .extracting(each -> each.getString("name"))
        .containsExactlyElementsOf(served().map(OperationDescriptor::name).sorted().toList());
    assertThat(tools)
        .allSatisfy(
            tool -> {
              OperationDescriptor operation = CATALOG.find(tool.getString("name")).orElseThrow();
              assertThat(tool.getJsonObject("inputSchema")).isEqualTo(operation.inputSchema());
              assertThat(tool.getJsonObject("outputSchema")).isEqualTo(operation.outputSchema());
              assertThat(tool.getJsonObject("annotations").keySet())
                  .contains("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
            });
  }

  @Test
  void revealsOnlyWithConsentAndBehindTheOpenGate() throws Exception {
    JsonObject redacted = call("password_read", "{" + READ + "}");
    JsonObject withoutConsent = call("password_read", "{" + READ + ",'reveal':true}");
    JsonObject withConsent =
        call("password_read", "{" + READ + ",'reveal':true," + ServiceFixture.REVEAL + "}");
    List<JsonObject> calls = List.of(redacted, withoutConsent, withConsent);

    List<JsonObject> open = results(session(calls, "--enable-secret-reveal"));
    assertSucceeded(open.get(0));
    assertRefused(open.get(1), "acknowledgement_required", "acknowledgePlaintext");
    assertSucceeded(open.get(2));
    String secret = text(open.get(2));
    assertThat(open.get(0).toString()).contains("redacted").doesNotContain(secret);
    assertThat(open.get(2).getJsonObject("structuredContent").getInt("valueLength"))
        .isEqualTo(secret.length());
    assertThat(open.get(2).getJsonObject("structuredContent").toString()).doesNotContain(secret);

    List<JsonObject> closed = results(session(calls));
    assertThat(closed.toString()).doesNotContain(secret);
    assertSucceeded(closed.get(0));
    assertRefused(closed.get(1), "gate_closed", "--enable-secret-reveal=true");
    assertRefused(closed.get(2), "gate_closed", "--enable-secret-reveal=true");
  }

  private static Stream<OperationDescriptor> served() {
    return CATALOG.listed().stream();
  }

  /** Starts the service with these flags and has the client make these calls. */
  private JsonObject session(List<JsonObject> calls, String... flags) throws Exception {
    Path own = Files.createTempDirectory(folder, "server");
    try (var server = ServerProcess.demo(own, flags)) {
      var list = JsonText.JSON.createArrayBuilder();
      calls.forEach(list::add);
      String printed =
          project.run(
              "session.mjs",
              Map.of(
                  "MCP_URL", server.uri().resolve("/mcp").toString(),
                  "MCP_TOKEN", server.token().reveal(),
                  "MCP_CALLS", list.build().toString()));
      assertThat(server.errors()).doesNotContain("Exception", server.token().reveal());
      return JsonText.parse(printed.getBytes(StandardCharsets.UTF_8)).asJsonObject();
    }
  }

  private static JsonObject call(String name, String arguments) {
    return call(name, ServiceFixture.json(arguments));
  }

  private static JsonObject call(String name, JsonObject arguments) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("name", name)
        .add("arguments", arguments)
        .build();
  }

  private static List<JsonObject> results(JsonObject session) {
    JsonArray results = session.getJsonArray("results");
    return results.getValuesAs(JsonObject.class);
  }

  private static void assertSucceeded(JsonObject result) {
    assertThat(result.getBoolean("isError", false)).as(text(result)).isFalse();
    assertThat(result.getJsonObject("structuredContent")).isNotEmpty();
  }

  private static void assertRefused(JsonObject result, String code, String told) {
    assertThat(result.getBoolean("isError")).isTrue();
    assertThat(result.getJsonObject("_meta").get("mcp-1password/code"))
        .isInstanceOfSatisfying(
            JsonString.class, found -> assertThat(found.getString()).isEqualTo(code));
    assertThat(text(result)).contains(told);
  }

  private static String text(JsonObject result) {
    return result.getJsonArray("content").getJsonObject(0).getString("text");
  }
}
