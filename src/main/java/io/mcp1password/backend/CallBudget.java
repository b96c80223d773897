package io.mcp1password.backend;

import java.time.Duration;

/**
 * What is left of the requests to 1Password within an hour.
 *
 * <p>It counts the requests of this process only; others that use the same credentials are not
 * known here.
 *
 * @param retryAfter how long no more requests are sent; zero while there are some left
 */
public record CallBudget(Allowance reads, Allowance writes, Duration retryAfter) {

  /**
   * The requests of one kind.
   *
   * @param limit the most in any 60 minutes
   * @param used those in the last 60 minutes
   */
  public record Allowance(int limit, int used) {

    /** Those that may still be made. */
    public int remaining() {
      return Math.max(0, limit - used);
    }
  }
}
