package io.mcp1password.runner.process;

import java.util.Objects;

/** A child that could not be run: the message says what to do next and holds no secret. */
public final class ChildException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** This system is not Linux or macOS on a 64-bit processor. */
    UNSUPPORTED_SYSTEM,
    /** The program or its directory is missing, or the system refused to start it. */
    NOT_STARTED,
    /** The child was stopped: its caller was interrupted, or the service ends. */
    CANCELLED
  }

  private final Kind kind;

  ChildException(Kind kind, String message) {
    super(Objects.requireNonNull(message));
    this.kind = kind;
  }

  /** Why the child could not be run. */
  public Kind kind() {
    return kind;
  }
}
