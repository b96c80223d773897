package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** What the server says it is and can do, told when a session begins or when a client asks. */
final class Offer {

  private static final String INSTRUCTIONS =
      """
      Secrets stay hidden unless someone decides otherwise: answers hold names, ids and field types, \
      not values. Find things with item_search and item_get_metadata, and check a secret reference \
      with secret_reference_check. To use a secret, pass its op:// reference to op_script_run where \
      that is offered, rather than reading it. Ask for plaintext only when the user wants to see it: \
      the operator must have allowed it, and each call needs a reason and an acknowledgement.\
      """;

  private final ServerInfo server;
  private final Features features;

  Offer(ServerInfo server, Features features) {
    this.server = server;
    this.features = features;
  }

  JsonObject serverInfo(Revision revision) {
    return server.json(revision);
  }

  /** The capabilities and the instructions. */
  JsonObjectBuilder json() {
    return JsonText.JSON
        .createObjectBuilder()
        .add("capabilities", capabilities())
        .add("instructions", INSTRUCTIONS);
  }

  private JsonObjectBuilder capabilities() {
    var all = JsonText.JSON.createObjectBuilder();
    all.add("tools", listChanged(Change.Kind.TOOL_LIST));
    if (features.resources() != null) {
      all.add(
          "resources",
          listChanged(Change.Kind.RESOURCE_LIST)
              .add("subscribe", features.changes().has(Change.Kind.RESOURCE)));
    }
    if (features.prompts() != null) {
      all.add("prompts", listChanged(Change.Kind.PROMPT_LIST));
    }
    if (features.completions() != null) {
      all.add("completions", JsonValue.EMPTY_JSON_OBJECT);
    }
    if (features.logging()) {
      all.add("logging", JsonValue.EMPTY_JSON_OBJECT);
    }
    return all;
  }

  private JsonObjectBuilder listChanged(Change.Kind kind) {
    return JsonText.JSON.createObjectBuilder().add("listChanged", features.changes().has(kind));
  }
}
