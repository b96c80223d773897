package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** A JSON-RPC message to a client. */
sealed interface Outgoing {

  /** The message; its text is one line. */
  JsonObject json();

  /** The answer to a request that was carried out. */
  record Result(JsonValue id, JsonObject result) implements Outgoing {

    @Override
    public JsonObject json() {
      return envelope(id).add("result", result).build();
    }
  }

  /**
   * The answer to a message that was refused.
   *
   * @param id JSON's null when the message has none that can be echoed
   */
  record Failure(JsonValue id, ProtocolError error, String message) implements Outgoing {

    static Failure of(JsonValue id, ProtocolException refusal) {
      return new Failure(id, refusal.error(), String.valueOf(refusal.getMessage()));
    }

    @Override
    public JsonObject json() {
      var body =
          JsonText.JSON.createObjectBuilder().add("code", error.code()).add("message", message);
      return envelope(id).add("error", body).build();
    }
  }

  private static JsonObjectBuilder envelope(JsonValue id) {
    return JsonText.JSON.createObjectBuilder().add("jsonrpc", "2.0").add("id", id);
  }
}
