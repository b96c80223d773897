package io.mcp1password.mcp;

import io.mcp1password.model.Scope;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC message to a client. */
sealed interface Outgoing {

  /** The message; its text is one line. */
  JsonObject json();

  /** What ends a client's request. */
  sealed interface Answer extends Outgoing {}

  /** The answer to a request that was carried out. */
  record Result(JsonValue id, JsonObject result) implements Answer {

    @Override
    public JsonObject json() {
      return envelope().add("id", id).add("result", result).build();
    }
  }

  /**
   * The answer to a message that was refused.
   *
   * @param id JSON's null when the message has none that can be echoed
   * @param data what a program needs to do better; null when there is nothing to say
   */
  record Failure(JsonValue id, ProtocolError error, String message, @Nullable JsonObject data)
      implements Answer {

    Failure(JsonValue id, ProtocolError error, String message) {
      this(id, error, message, null);
    }

    static Failure of(JsonValue id, ProtocolException refusal) {
      return new Failure(id, refusal.error(), String.valueOf(refusal.getMessage()), refusal.data());
    }

    @Override
    public JsonObject json() {
      var body =
          JsonText.JSON.createObjectBuilder().add("code", error.code()).add("message", message);
      if (data != null) {
        body.add("data", data);
      }
      return envelope().add("id", id).add("error", body).build();
    }

    /**
     * The scopes for want of which the message was refused; none when it was for something else.
     */
    Set<Scope> neededScopes() {
      return error == ProtocolError.INSUFFICIENT_SCOPE && data != null
          ? Scope.named(
              data.getJsonArray("neededScopes").getValuesAs(JsonString.class).stream()
                  .map(JsonString::getString)
                  .toList())
          : Set.of();
    }
  }

  /** What the client is told and does not answer. */
  record Notification(String method, JsonObject params) implements Outgoing {

    @Override
    public JsonObject json() {
      return envelope().add("method", method).add("params", params).build();
    }
  }

  /** What the client is asked, within a session. */
  record Request(JsonValue id, String method, JsonObject params) implements Outgoing {

    @Override
    public JsonObject json() {
      return envelope().add("id", id).add("method", method).add("params", params).build();
    }
  }

  private static JsonObjectBuilder envelope() {
    return JsonText.JSON.createObjectBuilder().add("jsonrpc", "2.0");
  }
}
