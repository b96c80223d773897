package io.mcp1password.mcp;

import io.mcp1password.model.Scope;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationException;
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

  /** The refusal of a call for want of a scope of the access token. */
  static ProtocolException insufficientScope(OperationException refusal) {
    var scopes = JsonText.JSON.createArrayBuilder();
    refusal.neededScopes().stream().sorted().map(Scope::wireName).forEach(scopes::add);
    return new ProtocolException(
        ProtocolError.INSUFFICIENT_SCOPE,
        String.valueOf(refusal.getMessage()),
        JsonText.JSON
            .createObjectBuilder()
            .add("code", refusal.code().wireName())
            .add("neededScopes", scopes)
            .build());
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
