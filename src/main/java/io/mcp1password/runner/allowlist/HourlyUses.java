package io.mcp1password.runner.allowlist;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts the uses of commands within the last hour, in this process's memory. */
final class HourlyUses {

  private static final Duration HOUR = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Deque<Instant>> uses = new HashMap<>();

  HourlyUses(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one more use, unless there were as many as may be. */
  synchronized boolean take(String command, int max) {
    Instant now = clock.instant();
    Deque<Instant> past = uses.computeIfAbsent(command, _ -> new ArrayDeque<>());
    while (!past.isEmpty() && !past.element().isAfter(now.minus(HOUR))) {
      past.remove();
    }
    if (past.size() >= max) {
      return false;
    }
    past.add(now);
    return true;
  }
}
