package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.CallBudget;
import io.mcp1password.config.HourlyLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Spends a service account's requests so that its hourly limit is not hit: 1Password counts what it
 * refuses, too, and then refuses everything.
 *
 * <p>The smaller plans allow 1,000 reads and 100 writes per token in 60 minutes (1Password's
 * documentation on rate limits); limits below that leave room for what is not counted here, such as
 * signing in.
 */
final class HourlyBudget {

  private static final Duration WINDOW = Duration.ofHours(1);

  /** How long nothing is sent once 1Password itself has said that it is too much. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Window reads;
  private final Window writes;
  private Instant pausedUntil = Instant.MIN;

  HourlyBudget(HourlyLimits limits, InstantSource clock) {
    this.clock = clock;
    this.reads = new Window(limits.reads());
    this.writes = new Window(limits.writes());
  }

  /**
   * Spends a read.
   *
   * @throws BackendException of the kind {@code RATE_LIMITED} when none is left
   */
  void read() {
    spend(reads, "reads");
  }

  /**
   * Spends a write.
   *
   * @throws BackendException of the kind {@code RATE_LIMITED} when none is left
   */
  void write() {
    spend(writes, "writes");
  }

  private synchronized void spend(Window window, String what) {
    Instant now = clock.instant();
    if (now.isBefore(pausedUntil)) {
      throw refusal("1Password refuses requests of this service account for now", now, pausedUntil);
    }
    Instant free = window.freeAt(now);
    if (now.isBefore(free)) {
      throw refusal("This hour's " + what + " of the service account are used up", now, free);
    }
    window.add(now);
  }

  /** 1Password said that it is too much; others may use the same token. */
  synchronized void refused() {
    pausedUntil = clock.instant().plus(PAUSE);
  }

  /** What is left. */
  synchronized CallBudget now() {
    Instant now = clock.instant();
    Instant free = later(later(reads.freeAt(now), writes.freeAt(now)), pausedUntil);
    return new CallBudget(
        reads.allowance(),
        writes.allowance(),
        free.isAfter(now) ? Duration.between(now, free) : Duration.ZERO);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static BackendException refusal(String reason, Instant now, Instant until) {
    long seconds = Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
    return new BackendException(
        Kind.RATE_LIMITED, reason + "; nothing was sent. Try again in " + seconds + " seconds.");
  }

  /** The requests of one kind in the last 60 minutes. */
  private static final class Window {

    private final int limit;
    private final Deque<Instant> spent = new ArrayDeque<>();

    Window(int limit) {
      this.limit = limit;
    }

    /** When the next may be made. */
    Instant freeAt(Instant now) {
      while (!spent.isEmpty() && !spent.getFirst().plus(WINDOW).isAfter(now)) {
        spent.removeFirst();
      }
      return spent.size() < limit ? now : spent.getFirst().plus(WINDOW);
    }

    void add(Instant now) {
      spent.addLast(now);
    }

    CallBudget.Allowance allowance() {
      return new CallBudget.Allowance(limit, spent.size());
    }
  }
}
