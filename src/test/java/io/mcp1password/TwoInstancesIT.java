package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A call of revision 2026-07-28 in two rounds, of which a balancer gives each to another instance.
 */
class TwoInstancesIT {

  private static final String BEARER = "bearer-of-two-instances";
  private static final String KEY = "a-key-that-the-two-instances-share";
  private static final String FINISHED =
      """
      "action":"password_generate","outcome":"success\"\
      """;
  private static final String YES =
      """
      {"consent":{"action":"accept","content":{"agree":true,"reason":"two instances"}}}\
      """;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void theOtherInstanceFinishesWhatOneBegan() throws Exception {
    try (var one = instance("one", KEY);
        var other = instance("other", KEY);
        var balancer = new RoundRobin(List.of(one.uri(), other.uri()))) {
      JsonObject asked = result(reveal(balancer, null));
      assertThat(asked.getString("resultType")).isEqualTo("input_required");

      JsonObject done = result(reveal(balancer, asked.getString("requestState")));

      assertThat(done.getBoolean("isError", false)).as(done.toString()).isFalse();
      assertThat(done.getJsonObject("structuredContent").getBoolean("generated")).isTrue();
      assertThat(Files.readString(one.auditLog())).doesNotContain(FINISHED);
      assertThat(Files.readString(other.auditLog())).contains(FINISHED);
    }
  }

  @Test
  void instancesThatShareNoKeyRefuseEachOthersState() throws Exception {
    try (var one = instance("one", KEY);
        var stranger = instance("stranger", "a-key-that-the-other-does-not-know");
        var balancer = new RoundRobin(List.of(one.uri(), stranger.uri()))) {
      JsonObject asked = result(reveal(balancer, null));

      JsonObject answer = reveal(balancer, asked.getString("requestState"));

      assertThat(answer.getJsonObject("error").getInt("code")).isEqualTo(-32602);
    }
  }

  private ServerProcess instance(String name, String key) throws IOException {
    return ServerProcess.start(
        Files.createDirectory(folder.resolve(name)),
        Map.of(ServerProcess.TOKEN_VARIABLE, BEARER, "OP_MCP_REQUEST_STATE_KEY", key),
        List.of("--auth-mode=demo"));
  }

  private static JsonObject result(JsonObject answer) {
    return Objects.requireNonNull(answer.getJsonObject("result"), answer.toString());
  }

  private JsonObject reveal(RoundRobin balancer, @Nullable String state) throws Exception {
    String again =
        state == null ? "" : ",\"inputResponses\":" + YES + ",\"requestState\":\"" + state + "\"";
    String message =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"password_generate",
        "arguments":{},"_meta":{
        "io.modelcontextprotocol/protocolVersion":"2026-07-28",
        "io.modelcontextprotocol/clientInfo":{"name":"two","version":"1"},
        "io.modelcontextprotocol/clientCapabilities":{"elicitation":{"form":{}}}}%s}}\
        """
            .formatted(again);
    var request =
        HttpRequest.newBuilder(balancer.uri().resolve("/mcp"))
            .header("Authorization", "Bearer " + BEARER)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "password_generate")
            .POST(BodyPublishers.ofString(message))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    String body = response.body();
    String json =
        body.startsWith("{")
            ? body
            : body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .reduce("", (before, last) -> last);
    return JsonText.parse(json.getBytes(UTF_8)).asJsonObject();
  }
}
