package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A single attempt to write that failed. */
final class FailedWrite extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Effect effect;
  private final BackendException.Kind kind;
  private final @Nullable Duration retryAfter;

  FailedWrite(Effect effect, BackendException told) {
    super(told.getMessage());
    this.effect = effect;
    this.kind = told.kind();
    this.retryAfter = told.retryAfter().orElse(null);
  }

  Effect effect() {
    return effect;
  }

  /** The failure as it is told when it had no effect. */
  BackendException toldWithoutEffect() {
    String why =
        switch (kind) {
          case FORBIDDEN -> "The Connect token may not write to this vault, or does not cover it.";
          case INVALID -> "1Password Connect refused what was to be written as invalid.";
          default -> String.valueOf(getMessage());
        };
    return new BackendException(kind, why + " Nothing was changed.", retryAfter);
  }

  /** The failure as it is told when looking did not tell what became of the write. */
  BackendException toldAsUnknown() {
    return new BackendException(
        BackendException.Kind.OUTCOME_UNKNOWN,
        getMessage()
            + " The write may have been carried out or not, and does not show so far. Look at the"
            + " item, or search for it, before you try again.");
  }
}
