package io.mcp1password.runner.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A number of requests a minute: all at once or spread, and as many again the minute after. */
final class RateLimit {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final int perMinute;
  private final Clock clock;
  private Instant end = Instant.MIN;
  private int taken;

  RateLimit(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Whether one more is within the limit; counts it if so. */
  synchronized boolean take() {
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      end = now.plus(PERIOD);
      taken = 0;
    }
    return taken < perMinute && ++taken > 0;
  }
}
