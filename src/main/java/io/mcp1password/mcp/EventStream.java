package io.mcp1password.mcp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of messages to a client, sent as server-sent events over one connection or, where the
 * client may come back after a break, over several.
 *
 * <p>For a client that may come back, the latest events are kept while the stream lives and a
 * little longer: that a connection took an event does not mean that it arrived.
 */
final class EventStream implements MessageSink {

  /** The most events that are kept. */
  static final int KEPT = 64;

  /** How long they are kept after the end; what is told to a client may be a secret. */
  private static final Duration LINGER = Duration.ofMinutes(1);

  /** How long a client should wait before it comes back, in milliseconds. */
  private static final int RETRY = 500;

  private record Event(long number, String lines) {}

  private final @Nullable String id;
  private final Deque<Event> kept = new ArrayDeque<>();
  private @Nullable SseConnection connection;
  private long last;
  private boolean attached;
  private boolean paused;
  private boolean lost;
  private boolean ended;

  private EventStream(@Nullable String id) {
    this.id = id;
  }

  /** A stream that ends with its first connection. */
  static EventStream once() {
    return new EventStream(null);
  }

  /**
   * A stream that a client can come back to by the ids of its events.
   *
   * @param primed whether it begins with an event that holds nothing but its id
   */
  static EventStream resumable(String id, boolean primed) {
    var stream = new EventStream(id);
    if (primed) {
      stream.put("retry: " + RETRY + "\ndata: \n");
    }
    return stream;
  }

  @Override
  public synchronized void send(Outgoing message) {
    put("data: " + message.json() + "\n");
  }

  /** Sends what comes from now on, and what was kept after the event of this number, there. */
  synchronized void attach(SseConnection next, long after) {
    if (connection != null) {
      connection.close();
    }
    connection = next;
    attached = true;
    for (Event event : kept.toArray(Event[]::new)) {
      if (event.number() > after) {
        deliver(event);
      }
    }
    if (ended) {
      next.close();
    } else if (paused) {
      paused = false;
      pause();
    }
  }

  /** Ends the connection, not the stream; does nothing when nobody could come back. */
  @Override
  public synchronized void pause() {
    if (id == null) {
      return;
    }
    // Before the first connection, that connection is the one to end.
    paused = !attached;
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  /** Ends the stream and its connection. */
  synchronized void end() {
    ended = true;
    if (connection != null) {
      connection.close();
    }
    if (id != null) {
      CompletableFuture.delayedExecutor(
              LINGER.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
          .execute(this::forget);
    }
  }

  /** Keeps nothing any longer. */
  synchronized void forget() {
    kept.clear();
  }

  /** Whether nothing will come of it any more. */
  synchronized boolean isSpent() {
    return ended && kept.isEmpty();
  }

  private void put(String lines) {
    if (lost || ended) {
      return;
    }
    var event = new Event(++last, (id == null ? "" : "id: " + id + "-" + last + "\n") + lines);
    kept.add(event);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
    deliver(event);
  }

  private void deliver(Event event) {
    if (connection == null) {
      return;
    }
    if (!connection.send(event.lines() + "\n")) {
      connection.close();
      connection = null;
      lost = id == null;
    }
    if (id == null) {
      kept.clear();
    }
  }
}
