package io.mcp1password.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Principal;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The protocol of every revision over the fixture's features, and what holds of its answers. */
final class ProtocolUnderTest {

  private final Features features =
      new Fixture()
          .features(Fixture.PATIENT)
          .with(new ConformanceResources())
          .with(new ConformancePrompts())
          .with((Completions) (typed, call) -> List.of(typed.begun() + "more"))
          .with(new Changes(EnumSet.allOf(Change.Kind.class)))
          .withLogging();
  private final SessionProtocol sessions =
      new SessionProtocol(
          new Handshake(new Offer(new ServerInfo("1.2.3"), features)),
          new FeatureRequests(features, new Pages(2)),
          Caller.Surface.MCP_HTTP);
  private final StatelessFixture stateless = new StatelessFixture(features);

  /** Sends it as the transports do: through the strict reader, to the protocol of the revision. */
  void check(byte[] bytes, Revision revision, boolean begun) {
    JsonValue json;
    try {
      json = JsonText.parse(bytes);
    } catch (JsonText.MalformedException e) {
      var refusal =
          new ProtocolException(ProtocolError.PARSE_ERROR, String.valueOf(e.getMessage()));
      requireValid(Outgoing.Failure.of(JsonValue.NULL, refusal).json(), revision);
      return;
    }
    if (!revision.hasSessions()) {
      checked(json, revision, sink -> receiveStateless(json, sink));
    } else if (begun) {
      Session session = Fixture.open(sessions, revision);
      checked(json, revision, sink -> sessions.receive(json, session, Principal.OWNER, sink));
    } else {
      var session = new Session();
      checked(
          json,
          Revision.LAST_WITH_SESSIONS,
          sink -> sessions.receive(json, session, Principal.OWNER, sink));
    }
  }

  /** The last that is sent for this message in the session. */
  JsonObject answered(JsonObject message, Session session) {
    Revision revision =
        session.isOpen() ? session.agreement().revision() : Revision.LAST_WITH_SESSIONS;
    return checked(
            message, revision, sink -> sessions.receive(message, session, Principal.OWNER, sink))
        .getLast();
  }

  /** What a request without a session is answered. */
  List<JsonObject> checked(JsonValue json, Revision revision) {
    return checked(json, revision, sink -> receiveStateless(json, sink));
  }

  /** A session of this revision that has begun. */
  Session session(Revision revision) {
    return Fixture.open(sessions, revision);
  }

  SessionProtocol sessions() {
    return sessions;
  }

  private void receiveStateless(JsonValue json, MessageSink sink) {
    MessageSink endingSubscriptions =
        message -> {
          sink.send(message);
          if (message instanceof Outgoing.Notification said
              && said.method().equals("notifications/subscriptions/acknowledged")) {
            features.changes().close();
          }
        };
    stateless.receive(json, HeaderCheck.NONE, new RunningRequests(), endingSubscriptions);
  }

  /** All that was sent: valid messages, of which the last, and no other, is the one answer. */
  static List<JsonObject> checked(
      JsonValue json, Revision revision, Consumer<MessageSink> exchange) {
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    exchange.accept(sent::add);
    List<JsonObject> all = sent.stream().map(Outgoing::json).toList();
    all.forEach(each -> requireValid(each, revision));
    List<Outgoing> answers = sent.stream().filter(Outgoing.Answer.class::isInstance).toList();
    if (isUnanswered(json, revision.hasSessions())) {
      assertThat(sent).isEmpty();
    } else {
      assertThat(answers).containsExactly(sent.getLast());
      assertThat(all.getLast().get("id")).isEqualTo(echo(json));
    }
    return all;
  }

  /** It is a valid message of the revision, on one line, and tells of no failure of ours. */
  static void requireValid(JsonObject message, Revision revision) {
    String text = message.toString();
    assertThat(text).doesNotContain("\n", "\r", "An internal error.");
    McpSchema.of(revision).requireMessage(JsonText.parse(text.getBytes(UTF_8)));
  }

  /** Whether it is a notification or, where the server may have asked, a response. */
  static boolean isUnanswered(JsonValue json, boolean withReplies) {
    if (!(json instanceof JsonObject message)
        || !(message.get("jsonrpc") instanceof JsonString version)
        || !version.getString().equals("2.0")) {
      return false;
    }
    boolean hasResult = message.containsKey("result");
    boolean hasError = message.containsKey("error");
    if (message.containsKey("method")) {
      return !message.containsKey("id")
          && !hasResult
          && !hasError
          && message.get("method") instanceof JsonString
          && message.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT) instanceof JsonObject;
    }
    return withReplies && hasResult != hasError && !echo(json).equals(JsonValue.NULL);
  }

  private static JsonValue echo(JsonValue json) {
    JsonValue id = json instanceof JsonObject message ? message.get("id") : null;
    return switch (id) {
      case JsonString text when UTF_8.newEncoder().canEncode(text.getString()) -> text;
      case JsonNumber number when number.bigDecimalValue().scale() == 0 -> number;
      case null, default -> JsonValue.NULL;
    };
  }
}
