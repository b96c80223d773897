package io.mcp1password.mcp;

/** A message that the protocol refuses; its text is told to the client and echoes nothing. */
final class ProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ProtocolError error;

  ProtocolException(ProtocolError error, String message) {
    super(message);
    this.error = error;
  }

  ProtocolError error() {
    return error;
  }
}
