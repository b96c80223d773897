package io.mcp1password.operation;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interrupts the threads whose time is up.
 *
 * <p>One thread looks at all of them now and then. That is later than a timer of its own for each
 * would be, by a hundredth of the limit, and costs a call next to nothing: no call wakes a thread.
 */
final class TimeLimits {

  private static final int LOOKS_IN_A_LIMIT = 100;
  private static final Duration ENDLESS = Duration.ofDays(36_500);
  private static final Duration LOOK_WHEN_STOPPING = Duration.ofMillis(5);

  private final Duration limit;
  private final Set<Alarm> running = ConcurrentHashMap.newKeySet();

  /** Why a thread was interrupted. */
  enum Cause {
    /** It was not. */
    NONE,
    /** Its time is up. */
    LIMIT,
    /** The service is stopping. */
    STOPPING
  }

  /** Limits of this length. */
  TimeLimits(Duration limit) {
    this.limit = limit;
    Thread.ofVirtual().name("time-limits").start(this::watch);
  }

  /** The time of the current thread begins to run. */
  Alarm begin() {
    return begun(limit);
  }

  /** The current thread is running without a limit; it is interrupted when the service stops. */
  Alarm beginWithout() {
    return begun(ENDLESS);
  }

  private Alarm begun(Duration most) {
    var alarm = new Alarm(Thread.currentThread(), System.nanoTime() + most.toNanos());
    running.add(alarm);
    return alarm;
  }

  /** How many threads have a limit now. */
  int running() {
    return running.size();
  }

  /** Waits until no thread has a limit, at most for this long. */
  void awaitAll(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!running.isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(LOOK_WHEN_STOPPING);
    }
  }

  /** Interrupts every thread that has a limit, because the service is stopping. */
  void ringAll() {
    running.forEach(alarm -> alarm.ring(Cause.STOPPING));
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(limit.dividedBy(LOOKS_IN_A_LIMIT));
        long now = System.nanoTime();
        running.forEach(alarm -> alarm.ringIfLate(now));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The limit of one thread. */
  final class Alarm {

    private final Thread thread;
    private final long end;
    private boolean stopped;
    private Cause cause = Cause.NONE;

    private Alarm(Thread thread, long end) {
      this.thread = thread;
      this.end = end;
    }

    private void ringIfLate(long now) {
      if (now - end >= 0) {
        ring(Cause.LIMIT);
      }
    }

    private synchronized void ring(Cause why) {
      if (!stopped && cause == Cause.NONE) {
        cause = why;
        thread.interrupt();
      }
    }

    /** Ends the limit, and tells why the thread was interrupted; it no longer is. */
    synchronized Cause stop() {
      if (!stopped) {
        stopped = true;
        running.remove(this);
        if (cause != Cause.NONE) {
          boolean _ = Thread.interrupted();
        }
      }
      return cause;
    }
  }
}
