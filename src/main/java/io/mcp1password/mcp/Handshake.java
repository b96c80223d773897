package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.jspecify.annotations.Nullable;

/** The start of a session: agreement on a revision, and what the server offers. */
final class Handshake {

  private static final int MAX_CLIENT_NAME = 100;

  private static final String INSTRUCTIONS =
      """
      Secrets stay hidden unless someone decides otherwise: answers hold names, ids and field types, \
      not values. Find things with item_search and item_get_metadata, and check a secret reference \
      with secret_reference_check. To use a secret, pass its op:// reference to op_script_run where \
      that is offered, rather than reading it. Ask for plaintext only when the user wants to see it: \
      the operator must have allowed it, and each call needs a reason and an acknowledgement.\
      """;

  private final ServerInfo server;

  Handshake(ServerInfo server) {
    this.server = server;
  }

  /** Opens the session and says what was agreed. */
  JsonObject open(JsonObject params, Session session) {
    if (!(params.get("protocolVersion") instanceof JsonString wanted)) {
      throw new ProtocolException(
          ProtocolError.INVALID_PARAMS, "The protocolVersion must be a string.");
    }
    Revision revision = Revision.negotiate(wanted.getString());
    session.open(new Session.Agreement(revision, clientName(params)));
    return JsonText.JSON
        .createObjectBuilder()
        .add("protocolVersion", revision.date())
        .add("capabilities", capabilities())
        .add("serverInfo", server.json(revision))
        .add("instructions", INSTRUCTIONS)
        .build();
  }

  private static JsonObject capabilities() {
    var tools = JsonText.JSON.createObjectBuilder().add("listChanged", false);
    return JsonText.JSON.createObjectBuilder().add("tools", tools).build();
  }

  /** A name fit for a log line: short, and nothing in it that a terminal would obey. */
  private static @Nullable String clientName(JsonObject params) {
    if (!(params.get("clientInfo") instanceof JsonObject info)) {
      return null;
    }
    String plain = info.getString("name", "").replaceAll("[\\p{C}\\u2028\\u2029]", "").strip();
    if (plain.isEmpty()) {
      return null;
    }
    int length = plain.codePointCount(0, plain.length());
    return plain.substring(0, plain.offsetByCodePoints(0, Math.min(length, MAX_CLIENT_NAME)));
  }
}
