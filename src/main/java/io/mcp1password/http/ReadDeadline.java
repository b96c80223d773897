package io.mcp1password.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bound on how long the current thread may read from its connection, however slowly the bytes
 * come.
 *
 * <p>When the time is over the thread is interrupted, which ends a read of a virtual thread and
 * closes its socket. Once closed, it interrupts no more.
 */
final class ReadDeadline implements AutoCloseable {

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Future<?> expiry;
  private @Nullable Thread reader;
  private boolean expired;

  private ReadDeadline(Duration time) {
    this.reader = Thread.currentThread();
    this.expiry = TIMER.schedule(this::expire, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Begins to count for the current thread. */
  static ReadDeadline start(Duration time) {
    return new ReadDeadline(time);
  }

  /** Whether the reading took too long, so that the connection is of no more use. */
  synchronized boolean expired() {
    return expired;
  }

  @Override
  public synchronized void close() {
    reader = null;
    expiry.cancel(false);
  }

  private synchronized void expire() {
    if (reader != null) {
      expired = true;
      reader.interrupt();
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-read-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
