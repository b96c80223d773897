package io.mcp1password.runner.approval;

import org.jspecify.annotations.Nullable;

/** An approval that can neither be given nor asked for now; the message says what to do. */
public final class ApprovalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Reason {
    /** A person said no to this scope within the last minute. */
    DENIED,
    /** As many requests as are kept wait for an answer. */
    TOO_MANY_WAITING,
    /** The page cannot be served. */
    UNAVAILABLE
  }

  private final Reason reason;

  ApprovalException(Reason reason, String message) {
    this(reason, message, null);
  }

  ApprovalException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
