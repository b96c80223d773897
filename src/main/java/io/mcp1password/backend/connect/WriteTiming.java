package io.mcp1password.backend.connect;

import java.time.Duration;

/**
 * How long a write to Connect waits for what.
 *
 * @param turn for the writes to the same vault that came before
 * @param readBack for reads to show what was written; Connect's own clients wait up to 5 s
 * @param attempts how often a write is sent that Connect fails on
 * @param pause the shortest pause between attempts; it grows, and varies by as much again
 */
record WriteTiming(Duration turn, Duration readBack, int attempts, Duration pause) {

  static final WriteTiming DEFAULT =
      new WriteTiming(Duration.ofSeconds(15), Duration.ofSeconds(5), 5, Duration.ofMillis(100));
}
