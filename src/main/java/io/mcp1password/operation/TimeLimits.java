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

  private final Duration limit;
  private final Set<Alarm> running = ConcurrentHashMap.newKeySet();

  /** Limits of this length. */
  TimeLimits(Duration limit) {
    this.limit = limit;
    Thread.ofVirtual().name("time-limits").start(this::watch);
  }

  /** The time of the current thread begins to run. */
  Alarm begin() {
    var alarm = new Alarm(Thread.currentThread(), System.nanoTime() + limit.toNanos());
    running.add(alarm);
    return alarm;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(limit.dividedBy(LOOKS_IN_A_LIMIT));
        long now = System.nanoTime();
        running.forEach(alarm -> alarm.ringAfter(now));
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
    private boolean rang;

    private Alarm(Thread thread, long end) {
      this.thread = thread;
      this.end = end;
    }

    private synchronized void ringAfter(long now) {
      if (!stopped && !rang && now - end >= 0) {
        rang = true;
        thread.interrupt();
      }
    }

    /** Ends the limit; whether the time was up. The thread is no longer interrupted by it. */
    synchronized boolean stop() {
      if (!stopped) {
        stopped = true;
        running.remove(this);
        if (rang) {
          boolean _ = Thread.interrupted();
        }
      }
      return rang;
    }
  }
}
