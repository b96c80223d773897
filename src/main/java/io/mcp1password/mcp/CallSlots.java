package io.mcp1password.mcp;

import java.util.concurrent.Semaphore;

/** The room for operations that run at once. */
final class CallSlots {

  private final int max;
  private final Semaphore free;

  CallSlots(int max) {
    this.max = max;
    this.free = new Semaphore(max);
  }

  /**
   * Takes a slot; {@link #release} gives it back.
   *
   * @throws ProtocolException when there is none
   */
  void take() {
    if (!free.tryAcquire()) {
      throw new ProtocolException(
          ProtocolError.OVERLOADED, "Too many calls are running; try again later.");
    }
  }

  void release() {
    free.release();
  }

  /** The slots that are taken now. */
  int taken() {
    return max - free.availablePermits();
  }
}
