package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.call;
import static io.mcp1password.mcp.Fixture.initialize;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams of sessions over HTTP. */
class SessionEndpointTest {

  private static final String SESSION = SessionEndpoint.SESSION_ID;
  private static final Revision REVISION = Revision.LAST_WITH_SESSIONS;

  private static Features features;
  private static McpTestServer server;

  @BeforeAll
  static void start() {
    features = ConformanceServer.features();
    ((ConformanceCatalogue) features.tools())
        .add(
            "forever",
            (arguments, call) -> {
              call.progress(1, 2);
              new CountDownLatch(1).await();
              return ConformanceCatalogue.text("never");
            });
    server = new McpTestServer(features);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String open(Revision revision) throws Exception {
    String capable =
        initialize(revision.date())
            .replace(
                "\"capabilities\":{}",
                "\"capabilities\":{\"elicitation\":{},\"sampling\":{},\"roots\":{}}");
    return server.post(capable).headers().firstValue(SESSION).orElseThrow();
  }

  private static EventReader stream(String session, String message) throws Exception {
    return new EventReader(server.stream(server.message(message, SESSION, session)));
  }

  private static HttpRequest.Builder get(String session) {
    return server
        .request()
        .GET()
        .setHeader(SESSION, session)
        .setHeader("Accept", "text/event-stream");
  }

  private static String withProgress(String tool) {
    return request("tools/call", "{\"name\":\"" + tool + "\",\"_meta\":{\"progressToken\":\"t\"}}");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2026_07_28")
  void progressComesBeforeTheResultAndTheLastRevisionPrimesItsStreams(Revision revision)
      throws Exception {
    try (var events = stream(open(revision), withProgress("test_tool_with_progress"))) {
      EventReader.Event first = events.event();
      assertThat(first.data().isEmpty()).isEqualTo(revision == REVISION);
      int left = first.data().isEmpty() ? 3 : 2;
      for (int i = 0; i < left; i++) {
        assertThat(events.message(revision).getString("method"))
            .isEqualTo("notifications/progress");
      }
      McpSchema.of(revision)
          .require("CallToolResult", events.message(revision).getJsonObject("result"));
      assertThat(events.isOver()).isTrue();
    }
  }

  @Test
  void aClientIsAskedOnTheStreamOfItsCallAndAnswersByAnother() throws Exception {
    String id = open(REVISION);
    try (var events = stream(id, call("test_elicitation", "{}"))) {
      JsonObject question = events.message(REVISION);
      assertThat(question.getString("method")).isEqualTo("elicitation/create");
      HttpResponse<String> accepted =
          server.post(
              "{\"jsonrpc\":\"2.0\",\"id\":"
                  + question.get("id")
                  + ",\"result\":{\"action\":\"decline\"}}",
              SESSION,
              id);
      assertThat(accepted.statusCode()).isEqualTo(202);
      JsonObject result = events.message(REVISION).getJsonObject("result");
      assertThat(result.getJsonArray("content")).hasSize(1);
    }
  }

  @Test
  void anAnswerOfAnotherSessionIsOfNoUse() throws Exception {
    String id = open(REVISION);
    try (var events = stream(id, call("test_sampling", "{}"))) {
      Object question = events.message(REVISION).get("id");
      String answer =
          "{\"jsonrpc\":\"2.0\",\"id\":"
              + question
              + ",\"result\":{\"role\":\"assistant\",\"model\":\"m\",\"content\":{\"type\":\"text\","
              + "\"text\":\"hi\"}}}";
      assertThat(server.post(answer, SESSION, open(REVISION)).statusCode()).isEqualTo(202);
      events.awaitComment();
      server.post(answer, SESSION, id);
      assertThat(events.message(REVISION).containsKey("result")).isTrue();
    }
  }

  @Test
  void aCancelledCallEndsWithoutAnAnswer() throws Exception {
    String id = open(REVISION);
    try (var events = stream(id, withProgress("forever"))) {
      events.message(REVISION);
      server.post(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
          SESSION,
          id);
      assertThat(events.isOver()).isTrue();
    }
  }

  @Test
  void theStandaloneStreamTellsOfChangesAndOfWatchedResources() throws Exception {
    String id = open(REVISION);
    try (var events = new EventReader(server.stream(get(id)))) {
      events.awaitComment();
      features.changes().publish(Change.ofResource("test://watched-resource"));
      server.post(
          request("resources/subscribe", "{\"uri\":\"test://watched-resource\"}"), SESSION, id);
      features.changes().publish(Change.ofResource("test://watched-resource"));
      JsonObject updated = events.message(REVISION);
      assertThat(updated.getString("method")).isEqualTo("notifications/resources/updated");
      assertThat(updated.getJsonObject("params"))
          .isEqualTo(json("{\"uri\":\"test://watched-resource\"}"));
      server.post(
          request("resources/unsubscribe", "{\"uri\":\"test://watched-resource\"}"), SESSION, id);
      features.changes().publish(Change.ofResource("test://watched-resource"));
      features.changes().publish(Change.of(Change.Kind.PROMPT_LIST));
      assertThat(events.message(REVISION).getString("method"))
          .isEqualTo("notifications/prompts/list_changed");
    }
  }

  @Test
  void aBrokenStandaloneStreamGoesOnWhereItBroke() throws Exception {
    String id = open(REVISION);
    EventReader.Event last;
    try (var events = new EventReader(server.stream(get(id)))) {
      last = events.event();
    }
    features.changes().publish(Change.of(Change.Kind.TOOL_LIST));
    try (var events =
        new EventReader(server.stream(get(id).setHeader("Last-Event-ID", last.id())))) {
      assertThat(events.message(REVISION).getString("method"))
          .isEqualTo("notifications/tools/list_changed");
    }
  }

  @Test
  void aSecondStandaloneStreamReplacesTheFirst() throws Exception {
    String id = open(REVISION);
    try (var first = new EventReader(server.stream(get(id)))) {
      first.event();
      try (var second = new EventReader(server.stream(get(id)))) {
        second.event();
        assertThat(first.isOver()).isTrue();
        features.changes().publish(Change.of(Change.Kind.TOOL_LIST));
        assertThat(second.message(REVISION).getString("method"))
            .isEqualTo("notifications/tools/list_changed");
      }
    }
  }

  @Test
  void aPausedCallIsAnsweredToTheClientThatComesBack() throws Exception {
    String id = open(REVISION);
    EventReader.Event primed;
    try (var events = stream(id, call("test_reconnection", "{}"))) {
      primed = events.event();
      assertThat(primed.data()).isEmpty();
      assertThat(events.isOver()).isTrue();
    }
    try (var events =
        new EventReader(server.stream(get(id).setHeader("Last-Event-ID", primed.id())))) {
      assertThat(events.message(REVISION).getJsonObject("result").getJsonArray("content"))
          .hasSize(1);
      assertThat(events.isOver()).isTrue();
    }
  }

  @Test
  void aCallGoesOnWhenItsConnectionBreaks() throws Exception {
    String id = open(REVISION);
    EventReader.Event last;
    try (var events = stream(id, call("test_elicitation", "{}"))) {
      events.event();
      last = events.event();
    }
    server.post(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + last.json().get("id")
            + ",\"result\":{\"action\":\"cancel\"}}",
        SESSION,
        id);
    try (var events =
        new EventReader(server.stream(get(id).setHeader("Last-Event-ID", last.id())))) {
      assertThat(events.message(REVISION).containsKey("result")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "7-1", "0", "99999999999-1", "0-9999999999999999999"})
  void anUnknownEventIsNotFound(String event) throws Exception {
    HttpResponse<String> answer =
        server.send(get(open(REVISION)).setHeader("Last-Event-ID", event));
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void aStreamNeedsASessionAndAClientThatTakesEvents() throws Exception {
    assertThat(server.send(server.request().GET()).statusCode()).isEqualTo(400);
    assertThat(server.send(get("unknown")).statusCode()).isEqualTo(404);
    HttpRequest.Builder json = get(open(REVISION)).setHeader("Accept", "application/json");
    assertThat(server.send(json).statusCode()).isEqualTo(406);
  }

  @Test
  void theEndOfASessionEndsItsStreamsAndCalls() throws Exception {
    String id = open(REVISION);
    try (var standalone = new EventReader(server.stream(get(id)));
        var called = stream(id, withProgress("forever"))) {
      called.message(REVISION);
      server.send(server.request().DELETE().setHeader(SESSION, id));
      assertThat(standalone.isOver()).isTrue();
      assertThat(called.isOver()).isTrue();
    }
    assertThat(server.send(get(id)).statusCode()).isEqualTo(404);
  }
}
