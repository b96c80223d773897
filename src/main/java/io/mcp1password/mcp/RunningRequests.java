package io.mcp1password.mcp;

import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The requests of one client that are being carried out, each by the thread that it runs on. */
final class RunningRequests {

  /** The most requests of one client at once. */
  private static final int MAX = 128;

  private final Map<JsonValue, Work> running = new ConcurrentHashMap<>();

  /**
   * Carries out a request on the current thread.
   *
   * @return what the work gave; empty when it was cancelled, so that it must not be answered
   * @throws ProtocolException when a request with the same id is running, or too many are
   */
  <T> Optional<T> run(JsonValue id, Supplier<T> work) {
    if (running.size() >= MAX) {
      throw new ProtocolException(
          ProtocolError.OVERLOADED, "Too many requests are running; try again later.");
    }
    var entry = new Work();
    if (running.putIfAbsent(id, entry) != null) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "A request with this id is running.");
    }
    try {
      T result = work.get();
      return entry.ended() ? Optional.of(result) : Optional.empty();
    } catch (RuntimeException e) {
      if (entry.ended()) {
        throw e;
      }
      return Optional.empty();
    } finally {
      running.remove(id, entry);
    }
  }

  /** Cancels the request of this id, if it runs. */
  void cancel(JsonValue id) {
    Work entry = running.get(id);
    if (entry != null) {
      entry.cancel();
    }
  }

  void cancelAll() {
    running.values().forEach(Work::cancel);
  }

  /** A request at work; its thread is interrupted only as long as it works on it. */
  private static final class Work {

    private final Thread thread = Thread.currentThread();
    private boolean cancelled;
    private boolean over;

    synchronized void cancel() {
      if (!over) {
        cancelled = true;
        thread.interrupt();
      }
    }

    /** Ends the work; false when it was cancelled. */
    synchronized boolean ended() {
      over = true;
      if (cancelled) {
        // The interrupt was meant for the work, not for what the thread does next.
        Thread.interrupted();
      }
      return !cancelled;
    }
  }
}
