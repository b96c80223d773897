package io.mcp1password.mcp;

import io.mcp1password.model.TraceContext;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC message from a client. */
sealed interface Incoming {

  /** A request; it gets exactly one answer with the same id. */
  record Request(JsonValue id, String method, JsonObject params) implements Incoming {

    /** The place in a trace that it names itself; empty when it names none that is valid. */
    Optional<TraceContext> trace() {
      return params.get("_meta") instanceof JsonObject meta
              && meta.get(TraceContext.NAME) instanceof JsonString text
          ? TraceContext.parse(text.getString())
          : Optional.empty();
    }
  }

  /** A notification; it gets no answer. */
  record Notification(String method, JsonObject params) implements Incoming {}

  /** The client's answer to a request of the server. */
  record Reply(JsonValue id, JsonObject body) implements Incoming {}

  /**
   * The message that the JSON stands for.
   *
   * @throws ProtocolException when it is none
   */
  static Incoming read(JsonValue json) {
    if (!(json instanceof JsonObject message) || !"2.0".equals(message.getString("jsonrpc", ""))) {
      throw invalid("The message is not a JSON-RPC 2.0 object.");
    }
    JsonValue id = message.get("id");
    if (id != null && !isId(id)) {
      throw invalid("The id must be a string or an integer.");
    }
    boolean isReply = message.containsKey("result") != message.containsKey("error");
    if (message.containsKey("method")) {
      return call(message, id);
    }
    if (id == null || !isReply) {
      throw invalid("The message is no request, no notification and no response.");
    }
    return new Reply(id, message);
  }

  /** The id to answer with: the message's own, or null when it has none that can be echoed. */
  static JsonValue idOf(JsonValue json) {
    JsonValue id = json instanceof JsonObject message ? message.get("id") : null;
    return id != null && isId(id) ? id : JsonValue.NULL;
  }

  private static Incoming call(JsonObject message, @Nullable JsonValue id) {
    if (message.containsKey("result") || message.containsKey("error")) {
      throw invalid("The message is both a request and a response.");
    }
    if (!(message.get("method") instanceof JsonString method)) {
      throw invalid("The method must be a string.");
    }
    JsonValue params = message.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT);
    if (!(params instanceof JsonObject named)) {
      throw new ProtocolException(ProtocolError.INVALID_PARAMS, "The params must be an object.");
    }
    return id == null
        ? new Notification(method.getString(), named)
        : new Request(id, method.getString(), named);
  }

  private static boolean isId(JsonValue id) {
    return switch (id) {
      // A lone surrogate could not be echoed.
      case JsonString text -> StandardCharsets.UTF_8.newEncoder().canEncode(text.getString());
      case JsonNumber number -> number.isIntegral();
      default -> false;
    };
  }

  private static ProtocolException invalid(String message) {
    return new ProtocolException(ProtocolError.INVALID_REQUEST, message);
  }
}
