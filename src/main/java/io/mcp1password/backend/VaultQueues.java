package io.mcp1password.backend;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.mcp1password.backend.BackendException.Kind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one write at a time into each vault, in the order in which they came. */
public final class VaultQueues {

  private final Duration wait;
  private final LoadingCache<String, ReentrantLock> turns =
      Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock(true));

  /**
   * @param wait how long a write waits for its turn
   */
  public VaultQueues(Duration wait) {
    this.wait = wait;
  }

  /**
   * Does the work when its turn comes.
   *
   * @throws BackendException of the kind {@code OVERLOADED} when it does not come in time
   */
  public <T> T inTurn(String vaultId, Supplier<T> work) {
    ReentrantLock turn = turns.get(vaultId);
    if (!acquired(turn)) {
      throw new BackendException(
          Kind.OVERLOADED,
          "Other writes to this vault are under way. Nothing was changed; try again.");
    }
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  private boolean acquired(ReentrantLock turn) {
    try {
      return turn.tryLock(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException cut) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
