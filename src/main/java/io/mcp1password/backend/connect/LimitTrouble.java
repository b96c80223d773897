package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server is asked too often: it did nothing, and asking at once again would make it worse, so
 * the wait is left to the caller.
 */
final class LimitTrouble extends ServerTrouble {

  private static final long serialVersionUID = 1;

  private final @Nullable Duration retryAfter;

  /**
   * @param retryAfter the wait that it asks for; null for none
   */
  LimitTrouble(@Nullable Duration retryAfter) {
    super(Kind.RATE_LIMITED, message(retryAfter), Effect.NONE);
    this.retryAfter = retryAfter;
  }

  private static String message(@Nullable Duration retryAfter) {
    return "1Password Connect, or a proxy before it, is asked too often. Try again "
        + (retryAfter == null ? "later." : "after " + retryAfter.toSeconds() + " s.");
  }

  @Override
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
