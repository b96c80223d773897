package io.mcp1password.mcp;

/** A request that the HTTP transport refuses; its text is told to the client and echoes nothing. */
final class HttpRefusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final ProtocolError error;

  HttpRefusal(int status, ProtocolError error, String message) {
    super(message);
    this.status = status;
    this.error = error;
  }

  static HttpRefusal of(int status, String message) {
    return new HttpRefusal(status, ProtocolError.INVALID_REQUEST, message);
  }

  int status() {
    return status;
  }

  ProtocolError error() {
    return error;
  }
}
