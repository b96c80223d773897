package io.mcp1password.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ChunkedOutput;

/**
 * An answer that stays open and carries server-sent events.
 *
 * <p>It sends a comment from time to time, which keeps proxies from closing it and shows when the
 * client has gone.
 */
final class SseConnection {

  private static final String KEEP_ALIVE = ": keep-alive\n\n";

  private final ChunkedOutput<byte[]> output = new ChunkedOutput<>(byte[].class);
  private final CountDownLatch closed = new CountDownLatch(1);
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
    this.whenAlive = whenAlive;
    this.whenGone = whenGone;
    Thread.ofVirtual().name("sse-keep-alive").start(() -> keepAlive(keepAlive));
  }

  /** What the answer's body is to be. */
  ChunkedOutput<byte[]> body() {
    return output;
  }

  /** Sends the lines of an event; false when the client has gone. */
  synchronized boolean write(String event) {
    if (closed.getCount() == 0) {
      return false;
    }
    try {
      output.write(event.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException | RuntimeException e) {
      closeOutput();
      whenGone.run();
      return false;
    }
  }

  /** Ends the answer. */
  synchronized void close() {
    if (closed.getCount() > 0) {
      closeOutput();
    }
  }

  private void closeOutput() {
    closed.countDown();
    try {
      output.close();
    } catch (IOException | RuntimeException e) {
      // The client has gone, which is what closing is for.
    }
  }

  private void keepAlive(Duration interval) {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        if (write(KEEP_ALIVE)) {
          whenAlive.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
