package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;

/** The answers that came with one round of a call without a session, earlier rounds' included. */
final class RoundAnswers {

  private static final RequestState.Carried NOTHING =
      new RequestState.Carried(JsonValue.EMPTY_JSON_OBJECT, Set.of(), 0);

  private final JsonObject all;
  private final RequestState.Carried carried;
  private final RequestState states;
  private boolean used;

  private RoundAnswers(JsonObject all, RequestState.Carried carried, RequestState states) {
    this.all = all;
    this.carried = carried;
    this.states = states;
  }

  /** Those of a request that brings none. */
  static RoundAnswers none(RequestState states) {
    return new RoundAnswers(JsonValue.EMPTY_JSON_OBJECT, NOTHING, states);
  }

  /**
   * Those of a request.
   *
   * @throws ProtocolException when they are malformed or the state is not ours
   */
  static RoundAnswers of(JsonObject params, RequestState states, RequestState.Bond bond) {
    RequestState.Carried carried = NOTHING;
    if (params.containsKey("requestState")) {
      if (!(params.get("requestState") instanceof JsonString state)) {
        throw ProtocolException.invalidParams("The requestState must be a string.");
      }
      carried = states.open(state.getString(), bond);
    }
    var all = JsonText.JSON.createObjectBuilder(carried.answers());
    switch (params.getOrDefault("inputResponses", JsonValue.EMPTY_JSON_OBJECT)) {
      case JsonObject fresh -> fresh.forEach(all::add);
      default -> throw ProtocolException.invalidParams("The inputResponses must be an object.");
    }
    return new RoundAnswers(all.build(), carried, states);
  }

  /**
   * The answer to a question; empty when there is none that counts.
   *
   * @param binding whether it counts only when the question was asked before, and only once
   * @throws ProtocolException when it was the answer to a binding question in another round already
   */
  Optional<JsonObject> to(String key, Question.Kind kind, boolean binding) {
    boolean unasked = binding && !carried.asked().contains(key);
    JsonValue answer = (unasked ? carried.answers() : all).getOrDefault(key, JsonValue.NULL);
    if (!kind.isAnsweredBy(answer)) {
      return Optional.empty();
    }
    if (binding && !used) {
      states.use(carried);
      used = true;
    }
    return Optional.of(answer.asJsonObject());
  }
}
