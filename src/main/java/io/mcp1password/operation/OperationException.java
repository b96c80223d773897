package io.mcp1password.operation;

/**
 * A refusal or failure that is told to the caller.
 *
 * <p>The message says what to do next; it never carries a backend's own text, nor a value that may
 * be secret.
 */
public final class OperationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  public OperationException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
