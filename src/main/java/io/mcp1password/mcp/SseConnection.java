package io.mcp1password.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.server.ChunkedOutput;
import org.jspecify.annotations.Nullable;

/**
 * An answer that stays open and carries server-sent events.
 *
 * <p>It sends a comment from time to time, which keeps proxies from closing it and shows when the
 * client has gone. A client that takes nothing for as long counts as gone.
 */
final class SseConnection {

  private static final String KEEP_ALIVE = ": keep-alive\n\n";

  private final ChunkedOutput<byte[]> output = new ChunkedOutput<>(byte[].class);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ReentrantLock writing = new ReentrantLock();
  private volatile @Nullable Thread writer;
  private final long intervalMillis;
  private final Runnable whenAlive;
  private final Runnable whenGone;

  /**
   * An open connection.
   *
   * @param keepAlive the time between two comments
   * @param whenAlive called when the client was there to take a comment
   * @param whenGone called when the client has gone before the end
   */
  SseConnection(Duration keepAlive, Runnable whenAlive, Runnable whenGone) {
    this.intervalMillis = keepAlive.toMillis();
    this.whenAlive = whenAlive;
    this.whenGone = whenGone;
    Thread.ofVirtual().name("sse-keep-alive").start(this::watch);
  }

  /** What the answer's body is to be. */
  ChunkedOutput<byte[]> body() {
    return output;
  }

  /** Sends the lines of an event; false when the connection has ended or the client has gone. */
  boolean write(String event) {
    writing.lock();
    try {
      if (closed.getCount() == 0) {
        return false;
      }
      writer = Thread.currentThread();
      output.write(event.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException | RuntimeException e) {
      closed.countDown();
      whenGone.run();
      return false;
    } finally {
      writer = null;
      writing.unlock();
    }
  }

  /** Ends the answer; does not wait for it. */
  void close() {
    closed.countDown();
  }

  /** Shows that we are alive until the end, and then closes the output. */
  private void watch() {
    try {
      while (!closed.await(intervalMillis, TimeUnit.MILLISECONDS)) {
        if (alone(() -> write(KEEP_ALIVE))) {
          whenAlive.run();
        }
      }
      alone(this::closeOutput);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closeOutput() {
    try {
      output.close();
      return true;
    } catch (IOException | RuntimeException e) {
      // The client has gone, which is what closing is for.
      return false;
    }
  }

  /** Acts while nobody else writes, whose writing ends if it lasts too long. */
  private boolean alone(BooleanSupplier action) throws InterruptedException {
    while (!writing.tryLock(intervalMillis, TimeUnit.MILLISECONDS)) {
      interruptWriter();
    }
    try {
      return action.getAsBoolean();
    } finally {
      writing.unlock();
    }
  }

  /** Ends a write that lasts too long, and with it the connection. */
  private void interruptWriter() {
    Thread stuck = writer;
    if (stuck != null) {
      stuck.interrupt();
    }
  }
}
