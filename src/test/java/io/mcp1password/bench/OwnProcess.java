package io.mcp1password.bench;

import java.util.concurrent.TimeUnit;

/** A process that a benchmark started and that ends with it. */
record OwnProcess(Process process) implements AutoCloseable {

  private static final int STOP_SECONDS = 20;

  /** Asks it to stop, waits for its end, and ends it when it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
