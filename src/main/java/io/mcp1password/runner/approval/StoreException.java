package io.mcp1password.runner.approval;

import org.jspecify.annotations.Nullable;

/** The file of remembered approvals cannot be used. */
final class StoreException extends Exception {

  private static final long serialVersionUID = 1L;

  private final StoreDefect defect;

  StoreException(StoreDefect defect) {
    this(defect, null);
  }

  StoreException(StoreDefect defect, @Nullable Throwable cause) {
    super("It is " + defect.text() + ".", cause);
    this.defect = defect;
  }

  StoreDefect defect() {
    return defect;
  }
}
