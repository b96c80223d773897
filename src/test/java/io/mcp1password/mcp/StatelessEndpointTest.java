package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.code;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.StatelessFixture.call;
import static io.mcp1password.mcp.StatelessFixture.meta;
import static io.mcp1password.mcp.StatelessFixture.params;
import static io.mcp1password.mcp.StatelessFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The revision without sessions over HTTP. */
class StatelessEndpointTest {

  private static final CountDownLatch waiting = new CountDownLatch(1);
  private static final CountDownLatch interrupted = new CountDownLatch(1);

  private static final CountDownLatch floodOver = new CountDownLatch(1);

  private static McpTestServer server;

  @BeforeAll
  static void start() {
    Features features = ConformanceServer.features();
    ((ConformanceCatalogue) features.tools()).add("wait", (arguments, call) -> await(call));
    ((ConformanceCatalogue) features.tools()).add("flood", (arguments, call) -> flood(call));
    server = new McpTestServer(features);
  }

  /** Says that it runs, and runs until it is interrupted. */
  private static JsonObject await(Call call) throws InterruptedException {
    call.progress(1, 2);
    waiting.countDown();
    try {
      new CountDownLatch(1).await();
      return ConformanceCatalogue.text("never");
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  /** Tells its client more than that takes, until it is interrupted. */
  private static JsonObject flood(Call call) {
    JsonValue much = JsonText.JSON.createValue("x".repeat(100_000));
    while (!Thread.currentThread().isInterrupted()) {
      call.log(LogSeverity.INFO, much);
    }
    floodOver.countDown();
    return ConformanceCatalogue.text("over");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRequestNeedsNoSessionAndGetsNone() throws Exception {
    HttpResponse<String> answer = post(request("tools/list", params()), "Mcp-Session-Id", "any");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
    assertThat(answer.body()).doesNotContain("\n");
    McpSchema.of(Revision.STATELESS)
        .require("ListToolsResult", json(answer.body()).getJsonObject("result"));
  }

  @Test
  void errorsComeWithTheStatusOfTheRevision() throws Exception {
    assertFailed(post(request("unknown/method", params())), 404, -32601);
    assertFailed(post(request("ping", params())), 404, -32601);
    assertFailed(post(request("tools/call", call("no_such"))), 200, -32602);
    assertFailed(post(request("tools/call", call("test_missing_capability"), meta())), 400, -32021);
    assertFailed(post(request("tools/list", params(), meta().remove(VERSION))), 400, -32602);
    JsonObject future = request("tools/list", params(), meta().add(VERSION, "v999.0.0"));
    assertFailed(post(future), 400, -32020);
    assertFailed(post(future, "MCP-Protocol-Version", "v999.0.0"), 400, -32022);
  }

  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  @Test
  void whatIsOnlyInTheBodyOrOnlyInTheHeaderStillTellsTheRevision() throws Exception {
    String body = request("tools/list", params()).toString();
    assertFailed(server.post(body), 400, -32020);
    String bare = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
    assertFailed(server.post(bare, "MCP-Protocol-Version", "2026-07-28"), 400, -32602);
    String discover = bare.replace("tools/list", "server/discover");
    assertFailed(server.post(discover), 400, -32602);
  }

  @ParameterizedTest
  @CsvSource({
    "Mcp-Method,tools/list",
    "Mcp-Method,Tools/call",
    "Mcp-Method,''",
    "Mcp-Name,test_image_content",
    "Mcp-Name,=?base64?dGVzdF9zaW1wbGVfdGV4dA?=",
    "Mcp-Name,''",
    "MCP-Protocol-Version,2025-11-25"
  })
  void aHeaderThatDiffersFromTheBodyIsRefused(String header, String value) throws Exception {
    JsonObject message = request("tools/call", call("test_simple_text"));
    assertFailed(post(message, header, value), 400, -32020);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"test_simple_text", "  test_simple_text ", "=?base64?dGVzdF9zaW1wbGVfdGV4dA==?="})
  void aNameMayBePaddedAndEncoded(String name) throws Exception {
    JsonObject message = request("tools/call", call("test_simple_text"));
    assertThat(post(message, "Mcp-Name", name).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"eu,200", "us,400", ",400"})
  void aMarkedArgumentIsRepeatedInItsHeader(String header, int status) throws Exception {
    JsonObject message =
        request(
            "tools/call", call("test_custom_header").add("arguments", json("{\"region\":\"eu\"}")));
    HttpResponse<String> answer =
        header == null ? post(message) : post(message, "mcp-param-region", header);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void aNotificationIsAcceptedAndABatchRefused() throws Exception {
    String notification =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";
    HttpResponse<String> accepted = server.post(notification, "MCP-Protocol-Version", "2026-07-28");
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(accepted.body()).isEmpty();
    assertFailed(
        server.post("[" + notification + "]", "MCP-Protocol-Version", "2026-07-28"), 400, -32600);
  }

  @Test
  void progressComesBeforeTheResultInOneStream() throws Exception {
    JsonObject message =
        request("tools/call", call("test_tool_with_progress"), meta().add("progressToken", "t"));
    try (var events =
        new EventReader(server.stream(server.message(message.toString(), headers(message))))) {
      for (int done = 0; done <= 100; done += 50) {
        JsonObject progress = events.message(Revision.STATELESS);
        assertThat(progress.getJsonObject("params").getInt("progress")).isEqualTo(done);
      }
      JsonObject result = events.message(Revision.STATELESS).getJsonObject("result");
      assertThat(result.getString("resultType")).isEqualTo("complete");
      assertThat(events.isOver()).isTrue();
    }
  }

  @Test
  void aClientThatGoesCancelsItsCall() throws Exception {
    JsonObject message = request("tools/call", call("wait"), meta().add("progressToken", "t"));
    try (var events =
        new EventReader(server.stream(server.message(message.toString(), headers(message))))) {
      events.message(Revision.STATELESS);
      events.awaitComment();
    }
    assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientThatTakesNothingCancelsItsCallToo() throws Exception {
    JsonObject message =
        request(
            "tools/call", call("flood"), meta().add("io.modelcontextprotocol/logLevel", "info"));
    byte[] body = message.toString().getBytes(UTF_8);
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(1_024);
      socket.connect(
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), URI.create(server.base()).getPort()));
      var head = new StringBuilder("POST /mcp HTTP/1.1\r\n");
      head.append("Host: ").append(URI.create(server.base()).getAuthority()).append("\r\n");
      head.append("Content-Type: application/json\r\nAccept: */*\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
      String[] headers = headers(message);
      for (int i = 0; i < headers.length; i += 2) {
        head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
      }
      socket.getOutputStream().write(head.append("\r\n").toString().getBytes(UTF_8));
      socket.getOutputStream().write(body);
      assertThat(floodOver.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSubscriptionHearsOfWhatACallChanges() throws Exception {
    JsonObject listen =
        request(
            "subscriptions/listen",
            params().add("notifications", json("{\"toolsListChanged\":true}")));
    try (var events =
        new EventReader(server.stream(server.message(listen.toString(), headers(listen))))) {
      assertThat(events.message(Revision.STATELESS).getString("method"))
          .isEqualTo("notifications/subscriptions/acknowledged");
      post(request("tools/call", call("test_trigger_prompt_change")));
      post(request("tools/call", call("test_trigger_tool_change")));
      JsonObject change = events.message(Revision.STATELESS);
      assertThat(change.getString("method")).isEqualTo("notifications/tools/list_changed");
      assertThat(change.getJsonObject("params"))
          .isEqualTo(json("{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":1}}"));
    }
  }

  private static HttpResponse<String> post(JsonObject message, String... more) throws Exception {
    var headers = new ArrayList<>(List.of(headers(message)));
    headers.addAll(List.of(more));
    return server.post(message.toString(), headers.toArray(String[]::new));
  }

  /** The headers that a client sends with the message. */
  private static String[] headers(JsonObject message) {
    var headers =
        new ArrayList<>(
            List.of(
                "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", message.getString("method")));
    JsonObject params = message.getJsonObject("params");
    if (params.containsKey("name")) {
      headers.addAll(List.of("Mcp-Name", params.getString("name")));
    }
    return headers.toArray(String[]::new);
  }

  private static void assertFailed(HttpResponse<String> answer, int status, int code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonObject message = json(answer.body());
    McpSchema.of(Revision.STATELESS).requireMessage(message);
    assertThat(code(message)).isEqualTo(code);
  }
}
