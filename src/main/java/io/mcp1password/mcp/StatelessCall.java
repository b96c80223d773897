package io.mcp1password.mcp;

import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request without a session; the answers to what it asks come with the next round of it. */
final class StatelessCall implements Call {

  private final RequestMeta meta;
  private final Caller caller;
  private final CallSlots slots;
  private final Notices notices;
  private final RoundAnswers given;
  private final Map<String, JsonObject> accepted = new LinkedHashMap<>();

  /**
   * A round of a call.
   *
   * @param given the answers that came with it, of this round and of earlier ones
   */
  StatelessCall(
      RequestMeta meta, Caller caller, CallSlots slots, MessageSink sink, RoundAnswers given) {
    this.meta = meta;
    this.caller = caller;
    this.slots = slots;
    this.notices = new Notices(sink, meta.json(), meta::logLevel);
    this.given = given;
  }

  @Override
  public Revision revision() {
    return meta.revision();
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public ClientCapabilities client() {
    return meta.capabilities();
  }

  @Override
  public CallSlots slots() {
    return slots;
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
    // Without a session there is nothing to come back to.
  }

  @Override
  public Map<String, JsonObject> ask(Map<String, Question> questions) {
    questions.values().forEach(question -> client().require(question.kind()));
    var answers = new LinkedHashMap<String, JsonObject>();
    var missing = new LinkedHashMap<String, Question>();
    questions.forEach(
        (key, question) ->
            given
                .to(key, question.kind(), question.binding())
                .ifPresentOrElse(
                    answer -> answers.put(key, answer), () -> missing.put(key, question)));
    accepted.putAll(answers);
    if (!missing.isEmpty()) {
      throw new InputRequired(missing);
    }
    return answers;
  }

  @Override
  public Optional<JsonObject> brought(String key, Question.Kind kind) {
    Optional<JsonObject> answer = given.to(key, kind, true);
    answer.ifPresent(each -> accepted.put(key, each));
    return answer;
  }

  @Override
  public void pageAnswered(String elicitationId) {
    // The client learns it from the answer to its next round.
  }

  /** The answers that were of use up to now. */
  JsonObject accepted() {
    var all = JsonText.JSON.createObjectBuilder();
    accepted.forEach(all::add);
    return all.build();
  }
}
