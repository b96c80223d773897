package io.mcp1password.mcp;

import io.mcp1password.ServiceFixture;
import io.mcp1password.operation.Caller;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call whose client answers every question alike, or cannot be asked at all. */
final class AskedCall implements Call {

  private final List<Question> questions = new ArrayList<>();
  private final CallSlots slots = new CallSlots(1);
  private final @Nullable Supplier<JsonObject> answer;

  /** A client that cannot be asked. */
  AskedCall() {
    this.answer = null;
  }

  /** A client that answers this, written with single quotes. */
  AskedCall(String answer) {
    this(() -> ServiceFixture.json(answer));
  }

  /** A client that answers, or fails to, whenever it is asked. */
  AskedCall(Supplier<JsonObject> answer) {
    this.answer = answer;
  }

  /** What was asked. */
  List<Question> questions() {
    return questions;
  }

  /** The only question. */
  JsonObject asked() {
    return questions.getFirst().params();
  }

  @Override
  public Revision revision() {
    return Revision.V2025_11_25;
  }

  @Override
  public Caller caller() {
    return Caller.of(Caller.Surface.MCP_STDIO, "test");
  }

  @Override
  public ClientCapabilities client() {
    return answer == null
        ? ClientCapabilities.NONE
        : new ClientCapabilities(
            Json.createObjectBuilder().add("elicitation", JsonValue.EMPTY_JSON_OBJECT).build());
  }

  @Override
  public CallSlots slots() {
    return slots;
  }

  @Override
  public void progress(double done, double total) {}

  @Override
  public void log(LogSeverity severity, JsonValue data) {}

  @Override
  public void pauseStream() {}

  @Override
  public Optional<JsonObject> brought(String key, Question.Kind kind) {
    return Optional.empty();
  }

  @Override
  public void pageAnswered(String elicitationId) {}

  @Override
  public Map<String, JsonObject> ask(Map<String, Question> asked) {
    questions.addAll(asked.values());
    JsonObject given = Objects.requireNonNull(answer).get();
    return asked.keySet().stream().collect(Collectors.toMap(key -> key, _ -> given));
  }
}
