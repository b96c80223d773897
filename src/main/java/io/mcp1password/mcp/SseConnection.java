package io.mcp1password.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ChunkedOutput;

/**
 * An answer that stays open and carries server-sent events. A thread of its own writes what others
 * bring.
 *
 * <p>It sends a comment when there was nothing else for a while, which keeps proxies from closing
 * it and shows when the client has gone. A client that takes nothing for as long, although there is
 * much to take, counts as gone.
 */
final class SseConnection {

  /** The most events that wait to be written; at least as many as a stream keeps. */
  private static final int MAX_WAITING = 2 * EventStream.KEPT;

  private static final String KEEP_ALIVE = ": keep-alive\n\n";

  /** Takes the writer from its waiting. */
  private static final String WAKE = "";

  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final long intervalMillis;
  private final Runnable whenAlive;
  private final Runnable whenGone;

  private final Body output = new Body();
  private final Thread writer;
  private volatile boolean closed;

  /**
   * An open connection.
   *
   * @param keepAlive the longest time without a sign of life, on either side
   * @param whenAlive called when the client was there to take a comment
   * @param whenGone called when the client has gone before the end
   */
  SseConnection(Duration keepAlive, Runnable whenAlive, Runnable whenGone) {
    this.intervalMillis = keepAlive.toMillis();
    this.whenAlive = whenAlive;
    this.whenGone = whenGone;
    this.writer = Thread.ofVirtual().name("sse-writer").start(this::run);
  }

  /** What the answer's body is to be. */
  ChunkedOutput<byte[]> body() {
    return output;
  }

  /** Brings the lines of an event; false when the connection has ended or the client has gone. */
  boolean send(String event) {
    if (closed) {
      return false;
    }
    try {
      if (waiting.offer(event) || waiting.offer(event, intervalMillis, TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    gone();
    writer.interrupt();
    return false;
  }

  /** Ends the answer, after what waits has been written; does not wait for that. */
  void close() {
    closed = true;
    var _ = waiting.offer(WAKE);
  }

  private void run() {
    try {
      output.awaitBegin(intervalMillis);
      // Something must be written for the answer's head to be sent.
      write(KEEP_ALIVE);
      while (!closed || !waiting.isEmpty()) {
        String event = waiting.poll(intervalMillis, TimeUnit.MILLISECONDS);
        write(event == null ? KEEP_ALIVE : event);
        if (event == null) {
          whenAlive.run();
        }
      }
    } catch (IOException | RuntimeException | InterruptedException e) {
      gone();
    } finally {
      closeOutput();
    }
  }

  private void write(String event) throws IOException {
    output.write(event.getBytes(StandardCharsets.UTF_8));
  }

  private void gone() {
    if (!closed) {
      closed = true;
      whenGone.run();
    }
    waiting.clear();
  }

  private void closeOutput() {
    try {
      output.close();
    } catch (IOException | RuntimeException e) {
      // The client has gone, which is what closing is for.
    }
  }

  /** The answer's body, which tells when it may be written. */
  private static final class Body extends ChunkedOutput<byte[]> {

    private final CountDownLatch begun = new CountDownLatch(1);

    /** Waits until the answer's head is done; whoever writes before that would race with it. */
    void awaitBegin(long millis) throws IOException, InterruptedException {
      if (!begun.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IOException("The answer did not begin.");
      }
    }

    @Override
    protected void flushQueue() throws IOException {
      super.flushQueue();
      begun.countDown();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
