package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command line of the official MCP Inspector against the packaged service. It needs a newer
 * Node than the other tests, which its project brings.
 */
class InspectorIT {

  private static NodeProject project;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    project = NodeProject.installed("mcp-inspector");
    project.complete("node");
  }

  @Test
  void callsAToolOverStdio() throws Exception {
    JsonObject result =
        inspect(
            StdioCommand.demo(folder),
            "--method",
            "tools/call",
            "--tool-name",
            "item_search",
            "--tool-arg",
            "query=deploy",
            "limit=1");

    assertThat(strings(result.getJsonObject("structuredContent"), "items", "title"))
        .containsExactly("Deploy API");
  }

  @Test
  void findsNothingWrongWithTheToolsOverHttp() throws Exception {
    try (var server = ServerProcess.demo(folder)) {
      JsonObject result = inspect(url(server), withToken(server, "tools/list", "--strict"));

      assertThat(strings(result, "tools", "name")).contains("item_search", "secret_reveal");
    }
  }

  @Test
  void readsAResourceOverHttp() throws Exception {
    try (var server = ServerProcess.demo(folder)) {
      JsonObject result =
          inspect(
              url(server), withToken(server, "resources/read", "--uri", "onepassword://vaults"));

      assertThat(strings(result, "contents", "text"))
          .singleElement()
          .asString()
          .contains("Engineering");
    }
  }

  private static JsonObject inspect(List<String> target, String... options) throws Exception {
    var arguments = new ArrayList<String>();
    arguments.add("--cli");
    arguments.addAll(target);
    arguments.addAll(List.of(options));
    return JsonText.parse(project.runInstalled("mcp-inspector", arguments).getBytes(UTF_8))
        .asJsonObject();
  }

  private static List<String> url(ServerProcess server) {
    return List.of(server.uri().resolve("/mcp").toString());
  }

  private static String[] withToken(ServerProcess server, String method, String... options) {
    var all = new ArrayList<>(List.of("--method", method));
    all.addAll(List.of("--header", "Authorization: Bearer " + server.token().reveal()));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private static List<String> strings(JsonObject object, String list, String member) {
    return object.getJsonArray(list).getValuesAs(JsonObject.class).stream()
        .map(each -> each.getString(member))
        .toList();
  }
}
