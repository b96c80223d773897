package io.mcp1password.mcp;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One client's conversation with the server: what was agreed, and how many calls are running. */
final class Session {

  /** The most calls of a session that run at once. */
  static final int MAX_CALLS = 64;

  /**
   * What the two sides agreed upon at the start.
   *
   * @param client what the client says it is; null when it says nothing of use
   */
  record Agreement(Revision revision, @Nullable String client) {}

  private final AtomicReference<@Nullable Agreement> agreement = new AtomicReference<>();
  private final Semaphore calls = new Semaphore(MAX_CALLS);

  /**
   * Begins the conversation.
   *
   * @throws ProtocolException when it was begun already
   */
  void open(Agreement agreed) {
    if (!agreement.compareAndSet(null, agreed)) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "The session is initialized already.");
    }
  }

  boolean isOpen() {
    return agreement.get() != null;
  }

  /**
   * What was agreed.
   *
   * @throws ProtocolException when the conversation was not begun
   */
  Agreement agreement() {
    Agreement agreed = agreement.get();
    if (agreed == null) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "The session is not initialized; send initialize first.");
    }
    return agreed;
  }

  /**
   * Takes one of the session's running calls; {@link #endCall} gives it back.
   *
   * @throws ProtocolException when too many run
   */
  void beginCall() {
    if (!calls.tryAcquire()) {
      throw new ProtocolException(
          ProtocolError.OVERLOADED, "Too many calls of this session are running; try again later.");
    }
  }

  void endCall() {
    calls.release();
  }

  /** The calls that run now. */
  int runningCalls() {
    return MAX_CALLS - calls.availablePermits();
  }
}
