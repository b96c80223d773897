package io.mcp1password.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Slows and logs callers that show wrong bearer tokens.
 *
 * <p>The first {@value #FREE_FAILURES} failures of an address cost nothing; each further one is
 * held up twice as long as the one before, to one second. An address is forgiven one failure in ten
 * seconds. At most {@value #MAX_HELD} callers are held at a time, and {@value #MAX_ADDRESSES}
 * addresses remembered. Right tokens are never held up.
 */
final class FailedBearers {

  /** How a caller is held up. */
  @FunctionalInterface
  interface Pause {
    void hold(Duration time) throws InterruptedException;
  }

  static final int FREE_FAILURES = 5;
  static final int MAX_HELD = 64;
  static final int MAX_ADDRESSES = 10_000;

  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
  private static final long FORGIVEN_AFTER_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long LOG_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int MAX_COUNTED = 100;
  private static final System.Logger LOG = System.getLogger(FailedBearers.class.getName());

  private final LongSupplier nanoClock;
  private final Pause pause;
  private final Cache<String, Failures> failures;
  private final Semaphore held = new Semaphore(MAX_HELD);
  private final AtomicLong unlogged = new AtomicLong();
  private final AtomicLong nextLog;

  FailedBearers() {
    this(System::nanoTime, Thread::sleep);
  }

  FailedBearers(LongSupplier nanoClock, Pause pause) {
    this.nanoClock = nanoClock;
    this.pause = pause;
    this.nextLog = new AtomicLong(nanoClock.getAsLong());
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterWrite(Duration.ofNanos(FORGIVEN_AFTER_NANOS).multipliedBy(MAX_COUNTED))
            .build();
  }

  /**
   * Counts one failure and holds its caller up.
   *
   * @return false when the caller is not to be held but turned away, since too many are held
   */
  boolean slow(String remote) {
    log(remote);
    Duration delay = delay(count(remote));
    if (delay.isZero()) {
      return true;
    }
    if (!held.tryAcquire()) {
      return false;
    }
    try {
      pause.hold(delay);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      held.release();
    }
  }

  private int count(String remote) {
    long now = nanoClock.getAsLong();
    return failures
        .asMap()
        .merge(network(remote), new Failures(1, now), (before, one) -> before.andOneMore(now))
        .count();
  }

  private static Duration delay(int count) {
    if (count <= FREE_FAILURES) {
      return Duration.ZERO;
    }
    int doublings = Math.min(count - FREE_FAILURES - 1, 5);
    Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }

  /** The address itself, or the network of an IPv6 address, all of which one caller can hold. */
  private static String network(String remote) {
    try {
      return InetAddress.ofLiteral(remote) instanceof Inet6Address address
          ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), Long.BYTES))
          : remote;
    } catch (IllegalArgumentException e) {
      return remote;
    }
  }

  private void log(String remote) {
    long now = nanoClock.getAsLong();
    long due = nextLog.get();
    unlogged.incrementAndGet();
    if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_EVERY_NANOS)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Refused {0} request(s) with a wrong bearer token, the last one from {1}.",
          unlogged.getAndSet(0),
          remote);
    }
  }

  private record Failures(int count, long atNanos) {

    Failures andOneMore(long now) {
      long forgiven = (now - atNanos) / FORGIVEN_AFTER_NANOS;
      return new Failures((int) Math.min(MAX_COUNTED, Math.max(0, count - forgiven) + 1), now);
    }
  }
}
