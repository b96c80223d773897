package io.mcp1password.mcp;

import io.mcp1password.operation.Caller;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request within a session. */
final class SessionCall implements Call {

  /** How long a person may take to answer. */
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

  private final Session session;
  private final Caller caller;
  private final MessageSink sink;
  private final Notices notices;

  SessionCall(Session session, Caller caller, JsonObject params, MessageSink sink) {
    this.session = session;
    this.caller = caller;
    this.sink = sink;
    JsonObject meta =
        params.get("_meta") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    this.notices = new Notices(sink, meta, () -> Optional.of(session.logLevel()));
  }

  @Override
  public Revision revision() {
    return session.agreement().revision();
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public ClientCapabilities client() {
    return session.agreement().capabilities();
  }

  @Override
  public CallSlots slots() {
    return session.slots();
  }

  @Override
  public void progress(double done, double total) {
    notices.progress(done, total);
  }

  @Override
  public void log(LogSeverity severity, JsonValue data) {
    notices.log(severity, data);
  }

  @Override
  public void pauseStream() {
    sink.pause();
  }

  @Override
  public Map<String, JsonObject> ask(Map<String, Question> questions) {
    questions.values().forEach(question -> client().require(question.kind()));
    var sent = new LinkedHashMap<String, PendingQuestions.Pending>();
    try {
      questions.forEach((key, question) -> sent.put(key, session.questions().ask(question, sink)));
      var answers = new LinkedHashMap<String, JsonObject>();
      for (var each : sent.entrySet()) {
        answers.put(each.getKey(), await(each.getValue()));
      }
      return answers;
    } finally {
      sent.values().forEach(each -> session.questions().withdraw(each, sink));
    }
  }

  private static JsonObject await(PendingQuestions.Pending pending) {
    try {
      return pending.answer().get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS).asJsonObject();
    } catch (ExecutionException | TimeoutException e) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST,
          "The client did not answer " + pending.question().kind().method() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProtocolException(ProtocolError.INTERNAL, "The request was given up.");
    }
  }
}
