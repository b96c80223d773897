package io.mcp1password.backend.connect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks again and again until something shows. */
final class Polling {

  private static final long FIRST_PAUSE_MILLIS = 25;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private Polling() {}

  /** What showed; empty when it did not in that time, or when the thread was interrupted. */
  static <T> Optional<T> until(Duration bound, Supplier<Optional<T>> look) {
    long begun = System.nanoTime();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      Optional<T> seen = look.get();
      long left = bound.toMillis() - (System.nanoTime() - begun) / 1_000_000;
      if (seen.isPresent() || left <= 0 || !slept(Math.min(pause, left))) {
        return seen;
      }
      pause = Math.min(pause * 3 / 2, LONGEST_PAUSE_MILLIS);
    }
  }

  private static boolean slept(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException cut) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
