package io.mcp1password.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.ServiceFixture;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.TimedInvoker;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class McpStdioTest {

  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"c","version":"1"}}}
      """;

  private final Fixture fixture = new Fixture();

  @Test
  void everyMessageIsOneLineAndCallsUnderWayAtTheEndAreFinished() throws Exception {
    List<JsonObject> answers =
        serve(
            INITIALIZE
                + """
                {"jsonrpc":"2.0","method":"notifications/initialized"}

                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                {"jsonrpc":"2.0","id":3,"method":"ping"}\
                """);
    assertThat(ids(answers)).containsExactlyInAnyOrder("\"i\"", "2", "3");
    assertThat(ids(answers).getFirst()).isEqualTo("\"i\"");
  }

  @Test
  void bothErasAreSpokenSideBySide() throws Exception {
    List<JsonObject> answers =
        serve(
            INITIALIZE
                + """
                {"jsonrpc":"2.0","id":7,"method":"server/discover","params":{"_meta":{\
                "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientCapabilities":{}}}}
                """);
    JsonObject discovery = answers.getLast().getJsonObject("result");
    assertThat(discovery.getString("resultType")).isEqualTo("complete");
    assertThat(answers.getFirst().getJsonObject("result")).doesNotContainKey("resultType");
  }

  @Test
  void whatIsNoMessageIsAnsweredAndTheNextLineIsRead() throws Exception {
    List<JsonObject> answers =
        serve("nonsense\n\"" + "x".repeat(MessageLines.MAX_LINE) + "\"\n" + INITIALIZE);
    assertThat(ids(answers)).containsExactlyInAnyOrder("null", "null", "\"i\"");
    assertThat(answers.getFirst().getJsonObject("error").getInt("code")).isEqualTo(-32700);
    assertThat(answers.get(1).getJsonObject("error").getString("message")).contains("longer than");
  }

  @Test
  void aBatchIsAnsweredAsABatch() throws Exception {
    String initialize = INITIALIZE.replace("2025-11-25", "2025-03-26");
    String output =
        output(
            initialize
                + """
                [{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"ping"}]
                """);
    JsonValue last = JsonText.parse(output.lines().toList().getLast().getBytes(UTF_8));
    assertThat(last.asJsonArray()).hasSize(2);
  }

  @Test
  void aQuestionThatNobodyIsLeftToAnswerEndsItsCall() throws Exception {
    String asking =
        INITIALIZE.replace("\"capabilities\":{}", "\"capabilities\":{\"elicitation\":{}}");
    List<JsonObject> answers =
        serve(
            asking
                + """
                {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"thing_make",\
                "arguments":{}}}
                """);
    assertThat(answers.getLast().getInt("id")).isEqualTo(2);
    assertThat(answers.getLast().getJsonObject("error").getString("message"))
        .isEqualTo("The client did not answer elicitation/create.");
  }

  @Test
  @Timeout(30)
  void aWatchedResourceThatChangesIsTold() throws Exception {
    var service = ServiceFixture.open(InMemoryBackend.withSamples());
    var lines = new LinkedBlockingQueue<String>();
    var invoker = new TimedInvoker(service.invoker(), Fixture.PATIENT);
    var server = new McpStdio(service.catalog(), invoker, service.updates(), linesTo(lines));
    var input = new PipedOutputStream();
    var received = new PipedInputStream(input);
    var end = new FutureTask<>(() -> serveUntilEnd(server, received));
    Thread.ofVirtual().start(end);
    String uri = "onepassword://vaults/" + InMemoryBackend.PERSONAL + "/items";
    input.write(INITIALIZE.getBytes(UTF_8));
    input.write(line("resources/subscribe", "{'uri':'" + uri + "'}"));
    input.flush();
    assertThat(lines.take()).contains("\"subscribe\":true");
    assertThat(lines.take()).contains("\"result\":{}");
    input.write(
        line(
            "tools/call",
            "{'name':'password_update','arguments':{'vaultId':'Private things',"
                + "'itemId':'Example','mode':'random'}}"));
    input.flush();
    assertThat(List.of(lines.take(), lines.take()))
        .anyMatch(told -> told.contains("notifications/resources/updated") && told.contains(uri))
        .anyMatch(told -> told.contains("\"isError\":false"));
    input.close();
    end.get();
  }

  private static byte[] line(String method, String params) {
    return (Fixture.request(method, params.replace('\'', '"')) + "\n").getBytes(UTF_8);
  }

  private static boolean serveUntilEnd(McpStdio server, InputStream input) throws IOException {
    server.serve(input);
    return true;
  }

  /** A stream whose every write is a line. */
  private static OutputStream linesTo(BlockingQueue<String> lines) {
    return new OutputStream() {
      @Override
      public void write(int single) {
        throw new IllegalStateException("a line is written at once");
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        lines.add(new String(bytes, from, length, UTF_8));
      }
    };
  }

  private List<JsonObject> serve(String input) throws Exception {
    return output(input)
        .lines()
        .map(line -> JsonText.parse(line.getBytes(UTF_8)).asJsonObject())
        .toList();
  }

  private String output(String input) throws Exception {
    var output = new ByteArrayOutputStream();
    var invoker = new TimedInvoker(fixture.invoker, Fixture.PATIENT);
    new McpStdio(fixture.catalog, invoker, new ResourceUpdates(), output)
        .serve(new ByteArrayInputStream(input.getBytes(UTF_8)));
    return output.toString(UTF_8);
  }

  private static List<String> ids(List<JsonObject> answers) {
    return answers.stream()
        .map(answer -> answer.getOrDefault("id", JsonValue.NULL).toString())
        .toList();
  }
}
