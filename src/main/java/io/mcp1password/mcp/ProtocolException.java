package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A message that the protocol refuses; its text is told to the client and echoes nothing. */
final class ProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ProtocolError error;
  private final transient @Nullable JsonObject data;

  ProtocolException(ProtocolError error, String message) {
    this(error, message, null);
  }

  ProtocolException(ProtocolError error, String message, @Nullable JsonObject data) {
    super(message);
    this.error = error;
    this.data = data;
  }

  static ProtocolException invalidParams(String message) {
    return new ProtocolException(ProtocolError.INVALID_PARAMS, message);
  }

  static ProtocolException resourceNotFound(String uri) {
    return new ProtocolException(
        ProtocolError.RESOURCE_NOT_FOUND,
        "There is no such resource.",
        JsonText.JSON.createObjectBuilder().add("uri", uri).build());
  }

  ProtocolError error() {
    return error;
  }

  /** What a program needs to do better; null when there is nothing to say. */
  @Nullable JsonObject data() {
    return data;
  }
}
