package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What a client says that it can be asked. */
record ClientCapabilities(JsonObject declared) {

  static final ClientCapabilities NONE = new ClientCapabilities(JsonValue.EMPTY_JSON_OBJECT);

  /** Whether the client takes questions of this kind. */
  boolean has(Question.Kind kind) {
    return declared.get(kind.capability()) instanceof JsonObject capability
        && switch (kind) {
          // Forms are what a client means that does not say which modes it knows.
          case ELICITATION -> capability.isEmpty() || capability.containsKey("form");
          case PAGE -> capability.containsKey("url");
          case SAMPLING, ROOTS -> true;
        };
  }

  /**
   * Makes sure that the client takes such questions.
   *
   * @throws ProtocolException when it does not
   */
  void require(Question.Kind kind) {
    if (!has(kind)) {
      var modes = JsonText.JSON.createObjectBuilder();
      if (kind == Question.Kind.PAGE) {
        modes.add("url", JsonValue.EMPTY_JSON_OBJECT);
      }
      var missing = JsonText.JSON.createObjectBuilder().add(kind.capability(), modes);
      throw new ProtocolException(
          ProtocolError.MISSING_CAPABILITY,
          "This needs a client with the capability " + kind.capability() + ".",
          JsonText.JSON.createObjectBuilder().add("requiredCapabilities", missing).build());
    }
  }
}
