package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Carries a write out: sends it again when Connect fails on it, and finds out what became of one
 * that broke off. Nothing is sent twice before it was looked for.
 */
final class WriteAttempts {

  /** One kind of write. */
  interface Write<T> {

    /**
     * Sends it, once, for what there is now.
     *
     * @throws FailedWrite when it may not have been carried out
     */
    T send();

    /** Whether sending it twice comes to the same as sending it once. */
    boolean idempotent();

    /** What came of it; empty when it does not show in that time. */
    Optional<T> outcome(Duration bound);
  }

  private final WriteTiming timing;

  WriteAttempts(WriteTiming timing) {
    this.timing = timing;
  }

  /**
   * Carries it out.
   *
   * @throws BackendException when it was not, or of the kind {@code OUTCOME_UNKNOWN}
   */
  <T> T carryOut(Write<T> write) {
    for (int attempt = 1; attempt <= timing.attempts(); attempt++) {
      try {
        return write.send();
      } catch (FailedWrite failure) {
        Optional<T> done =
            switch (failure.effect()) {
              case NONE -> throw failure.toldWithoutEffect();
              case CONFLICT -> write.outcome(write.idempotent() ? pause(attempt) : patience());
              case UNKNOWN ->
                  Optional.of(write.outcome(timing.readBack()).orElseThrow(failure::toldAsUnknown));
            };
        if (done.isPresent()) {
          return done.get();
        }
      }
    }
    throw new BackendException(
        Kind.CONFLICT,
        "1Password Connect failed on this write "
            + timing.attempts()
            + " times (HTTP 500), as it does while another write to the same item is under way."
            + " Nothing was changed so far as can be seen; try again in a moment.");
  }

  /** How long a write is looked for that must not be made twice; all attempts share the time. */
  private Duration patience() {
    return timing.readBack().dividedBy(timing.attempts());
  }

  private Duration pause(int attempt) {
    long shortest = timing.pause().toMillis() * attempt;
    return Duration.ofMillis(shortest + ThreadLocalRandom.current().nextLong(shortest + 1));
  }
}
