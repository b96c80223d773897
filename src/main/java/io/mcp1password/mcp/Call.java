package io.mcp1password.mcp;

import io.mcp1password.operation.Caller;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that is being carried out: who asks, and what the client can be told and asked in the
 * meantime.
 */
interface Call {

  Revision revision();

  Caller caller();

  /** What the client says that it can be asked. */
  ClientCapabilities client();

  /** The room for operations that run. */
  CallSlots slots();

  /** Tells how far the call is, if the client wants to know; only growing figures are sent. */
  void progress(double done, double total);

  /** Tells the client what happens, if it wants to know; never holds a secret. */
  void log(LogSeverity severity, JsonValue data);

  /**
   * Ends the stream of this call for now, where the client can come back for the rest; the call
   * goes on.
   */
  void pauseStream();

  /**
   * Asks the client, and returns its answers by the questions' keys.
   *
   * <p>Within a session this waits. Without one it may end the call: the client then asks again and
   * brings the answers along, and the handler starts anew, which is why it must change nothing
   * before it has asked all that it asks.
   *
   * @throws ProtocolException when the client cannot be asked this, or does not answer well
   */
  Map<String, JsonObject> ask(Map<String, Question> questions);

  /**
   * The answer that this request brought along to a binding question of the round before; using it
   * uses it up. Always empty within a session, where a question is answered while the call waits.
   */
  Optional<JsonObject> brought(String key, Question.Kind kind);

  /**
   * Tells the client that the page which it was asked to open is answered, if it can hear of it.
   */
  void pageAnswered(String elicitationId);

  /** Asks one question. */
  default JsonObject ask(String key, Question question) {
    return Objects.requireNonNull(ask(Map.of(key, question)).get(key));
  }
}
