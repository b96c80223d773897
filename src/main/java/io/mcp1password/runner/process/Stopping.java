package io.mcp1password.runner.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of a child that does not end by itself: SIGTERM to its group and to what left the group,
 * and SIGKILL after a grace.
 */
final class Stopping {

  private static final Duration SHORTEST_GRACE = Duration.ofMillis(50);
  private static final Duration LONGEST_GRACE = Duration.ofSeconds(1);
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;

  private final Child child;
  private final Descendants descendants;
  private final long graceNanos;
  private @Nullable Long begun;
  private boolean killed;

  Stopping(Child child, Descendants descendants, Duration timeout) {
    this.child = child;
    this.descendants = descendants;
    this.graceNanos = grace(timeout).toNanos();
  }

  /** Half the time-out, within its bounds. */
  static Duration grace(Duration timeout) {
    Duration half = timeout.dividedBy(2);
    if (half.compareTo(SHORTEST_GRACE) < 0) {
      return SHORTEST_GRACE;
    }
    return half.compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE : half;
  }

  boolean hasBegun() {
    return begun != null;
  }

  void begin(long now) {
    begun = now;
    descendants.look();
    child.signal(SIGTERM);
    descendants.terminate();
  }

  /** Kills once the grace is over. */
  void goOn(long now) {
    if (begun != null && !killed && now - begun >= graceNanos) {
      killed = true;
      descendants.look();
      child.signal(SIGKILL);
      descendants.kill();
    }
  }

  /** Whether something may still be using its grace. */
  boolean isWaiting() {
    return begun != null && !killed && descendants.anyAlive();
  }

  /** After the child's end: nothing of its group stays, and of what left it only when stopped. */
  void finish() {
    child.signal(SIGKILL);
    if (begun != null) {
      descendants.look();
      descendants.kill();
    }
  }
}
