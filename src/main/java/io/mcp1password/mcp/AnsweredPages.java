package io.mcp1password.mcp;

import java.util.concurrent.CopyOnWriteArrayList;

/** Tells calls that asked a person to open a page when that person has answered there. */
public final class AnsweredPages {

  private record Listener(String id, Call call) {}

  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Lasts until it is closed. */
  interface Listening extends AutoCloseable {

    @Override
    void close();
  }

  /** Tells this call. */
  Listening listen(String id, Call call) {
    var listener = new Listener(id, call);
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * A person has answered, or can answer no more; never waits.
   *
   * @param id names the request that the page is for
   */
  public void answered(String id) {
    for (Listener each : listeners) {
      if (each.id().equals(id)) {
        // A client that does not read shall not hold the person up.
        Thread.startVirtualThread(() -> each.call().pageAnswered(id));
      }
    }
  }
}
