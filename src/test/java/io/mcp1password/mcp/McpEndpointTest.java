package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.call;
import static io.mcp1password.mcp.Fixture.initialize;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.Fixture.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpEndpointTest {

  private static final String SESSION = SessionEndpoint.SESSION_ID;
  private static final String REVISION = "MCP-Protocol-Version";
  private static final String PING = request("ping", "{}");

  private static McpTestServer server;

  @BeforeAll
  static void start() {
    server = new McpTestServer(10_000);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2026_07_28")
  void aSessionGoesFromInitializeToDelete(Revision revision) throws Exception {
    HttpResponse<String> first = server.post(initialize(revision.date()));
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
    String id = first.headers().firstValue(SESSION).orElseThrow();
    assertThat(id).matches("[\\x21-\\x7e]{43}");
    JsonObject result = oneLine(first).getJsonObject("result");
    McpSchema.of(revision).require("InitializeResult", result);

    HttpResponse<String> initialized =
        server.post(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            SESSION,
            id,
            REVISION,
            revision.date());
    assertThat(initialized.statusCode()).isEqualTo(202);
    assertThat(initialized.body()).isEmpty();

    HttpResponse<String> ping = server.post(PING, SESSION, id, REVISION, revision.date());
    assertThat(ping.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");

    var delete = server.request().DELETE().setHeader(SESSION, id);
    HttpResponse<String> deleted = server.send(delete);
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(server.send(delete).statusCode()).isEqualTo(404);
    assertFailed(server.post(PING, SESSION, id), 404, -32600);
  }

  @Test
  void aToolIsCalled() throws Exception {
    String id = server.open(Revision.LAST_WITH_SESSIONS);
    HttpResponse<String> answer =
        server.post(call("thing_greet", "{\"name\":\"\u00c5se\",\"count\":3}"), SESSION, id);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject result = oneLine(answer).getJsonObject("result");
    McpSchema.of(Revision.LAST_WITH_SESSIONS).require("CallToolResult", result);
    assertThat(result.getJsonObject("structuredContent"))
        .isEqualTo(json("{\"greeting\":\"hello \u00c5se x3\"}"));
  }

  @Test
  void errorsOfAMethodComeWithAGoodStatus() throws Exception {
    String id = server.open(Revision.LAST_WITH_SESSIONS);
    assertFailed(server.post(request("no/such", "{}"), SESSION, id), 200, -32601);
    assertFailed(server.post(call("no_such", "{}"), SESSION, id), 200, -32602);
  }

  @Test
  void onlyInitializeGoesWithoutASession() throws Exception {
    assertFailed(server.post(PING), 400, -32600);
    assertFailed(server.post(request("tools/list", "{}")), 400, -32600);
    assertFailed(
        server.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"), 400, -32600);
    assertFailed(server.post("[" + PING + "]"), 400, -32600);
    assertThat(server.send(server.request().DELETE()).statusCode()).isEqualTo(400);
  }

  @Test
  void anInitializeThatFailsOpensNoSession() throws Exception {
    HttpResponse<String> refused = server.post(request("initialize", "{}"));
    assertFailed(refused, 200, -32602);
    HttpResponse<String> notified =
        server.post("{\"jsonrpc\":\"2.0\",\"method\":\"initialize\",\"params\":{}}");
    assertFailed(notified, 400, -32600);
    for (var answer : List.of(refused, notified)) {
      assertThat(answer.headers().firstValue(SESSION)).isEmpty();
    }
    String id = server.open(Revision.LAST_WITH_SESSIONS);
    assertFailed(server.post(initialize("2025-11-25"), SESSION, id), 400, -32600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "../../etc"})
  void anUnknownSessionIsNotFound(String id) throws Exception {
    assertFailed(server.post(PING, SESSION, id), 404, -32600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-06-18", "2024-11-05", "v999.0.0", "2025-11-25,2025-11-25", "x"})
  void anotherRevisionThanTheSessionsIsRefused(String revision) throws Exception {
    String id = server.open(Revision.V2025_11_25);
    assertFailed(server.post(PING, SESSION, id, REVISION, revision), 400, -32600);
  }

  @Test
  void initializeTakesAnySpokenRevisionInTheHeader() throws Exception {
    assertThat(server.post(initialize("2025-06-18"), REVISION, "2025-11-25").statusCode())
        .isEqualTo(200);
    assertFailed(server.post(initialize("2025-06-18"), REVISION, "v999.0.0"), 400, -32600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json-rpc",
        "multipart/form-data",
        "application/json; charset=utf-16"
      })
  void anotherContentTypeIsRefused(String type) throws Exception {
    assertFailed(server.post(initialize("2025-11-25"), "Content-Type", type), 415, -32600);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json; charset=UTF-8,'application/json, text/event-stream',200",
    "Application/JSON,'text/event-stream, application/json',200",
    "application/json,*/*,200",
    "application/json,'application/*, text/*;q=0.5',200",
    "application/json,application/json,406",
    "application/json,text/event-stream,406",
    "application/json,text/html,406",
    "application/json,nonsense,406"
  })
  void bothFormsOfAnAnswerMustBeAccepted(String type, String accept, int status) throws Exception {
    HttpResponse<String> answer =
        server.post(initialize("2025-11-25"), "Content-Type", type, "Accept", accept);
    assertThat(answer.statusCode()).isEqualTo(status);
    oneLine(answer);
  }

  @ParameterizedTest
  @CsvSource({"Content-Type,nonsense", "Accept,'application/json;q=x'"})
  void aMalformedHeaderIsABadRequest(String header, String value) throws Exception {
    HttpResponse<String> answer = server.post(initialize("2025-11-25"), header, value);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aContentTypeMustBeNamed() throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(server.base() + "/mcp"))
            .POST(BodyPublishers.ofString(PING));
    assertFailed(server.send(request), 415, -32600);
  }

  @Test
  void whatIsNoJsonIsAParseError() throws Exception {
    String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
    for (String body :
        List.of("", "{", "nonsense", "{\"a\":1,\"a\":2}", deep, PING + PING, "\u0000")) {
      assertFailed(server.post(body), 400, -32700);
    }
    assertFailed(raw(BodyPublishers.ofByteArray("\"\u00e9\"".getBytes(ISO_8859_1))), 400, -32700);
  }

  @Test
  void aBodyAsLongAsAllowedIsTaken() throws Exception {
    String id = server.open(Revision.LAST_WITH_SESSIONS);
    String message = call("thing_greet", "{\"name\":\"%s\",\"count\":1}");
    int room = (1 << 20) - message.length() + 2;
    HttpResponse<String> taken = server.post(message.formatted("x".repeat(room)), SESSION, id);
    assertThat(oneLine(taken).getJsonObject("result").getBoolean("isError")).isTrue();
    assertThat(taken.body()).doesNotContain("xxxx");
  }

  @Test
  void aLongerBodyIsRefused() throws Exception {
    byte[] longer = "x".repeat((1 << 20) + 1).getBytes(UTF_8);
    BodyPublisher chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(longer));
    assertThat(raw(chunks).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "OPTIONS"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    HttpResponse<String> answer =
        server.send(server.request().method(method, BodyPublishers.noBody()));
    assertFailed(answer, 405, -32600);
    assertThat(answer.headers().firstValue("Allow")).contains("POST, GET, DELETE");
  }

  @Test
  void aPathBelowTheEndpointIsNoEndpoint() throws Exception {
    var below = server.request().uri(java.net.URI.create(server.base() + "/mcp/below"));
    assertThat(server.send(below.POST(BodyPublishers.ofString(PING))).statusCode()).isEqualTo(404);
  }

  @Test
  void aBatchIsAnsweredAsAnArrayByTheRevisionThatHasThem() throws Exception {
    String old = server.open(Revision.V2025_03_26);
    String notice = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    HttpResponse<String> answer = server.post("[" + PING + "," + notice + "]", SESSION, old);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}]");
    assertThat(server.post("[" + notice + "]", SESSION, old).statusCode()).isEqualTo(202);
    assertFailed(server.post("[]", SESSION, old), 400, -32600);
    String recent = server.open(Revision.V2025_06_18);
    assertFailed(server.post("[" + PING + "]", SESSION, recent), 400, -32600);
  }

  @Test
  void tooManySessionsAreRefusedUntilOneEnds() throws Exception {
    try (var small = new McpTestServer(2)) {
      String first = small.open(Revision.LAST_WITH_SESSIONS);
      small.open(Revision.LAST_WITH_SESSIONS);
      HttpResponse<String> refused = small.post(initialize("2025-11-25"));
      assertFailed(refused, 503, -32603);
      assertThat(refused.headers().firstValue(SESSION)).isEmpty();
      assertThat(oneLine(refused).getInt("id")).isEqualTo(1);
      small.send(small.request().DELETE().setHeader(SESSION, first));
      assertThat(small.open(Revision.LAST_WITH_SESSIONS)).isNotEqualTo(first);
    }
  }

  private static HttpResponse<String> raw(BodyPublisher body) throws Exception {
    return server.send(server.request().POST(body));
  }

  private static void assertFailed(HttpResponse<String> answer, int status, int code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(Fixture.code(oneLine(answer))).isEqualTo(code);
  }

  private static JsonObject oneLine(HttpResponse<String> answer) {
    assertThat(answer.body()).isNotEmpty().doesNotContain("\n", "\r");
    JsonValue message = JsonText.parse(answer.body().getBytes(UTF_8));
    McpSchema.of(Revision.LAST_WITH_SESSIONS).requireMessage(message);
    return message.asJsonObject();
  }
}
