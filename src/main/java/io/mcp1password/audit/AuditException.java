package io.mcp1password.audit;

import org.jspecify.annotations.Nullable;

/** The audit log cannot be written or read. */
public final class AuditException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public AuditException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
