package io.mcp1password.mcp;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The changes that one listener wants. A change that happens again before it was taken is kept
 * once, so that the queue is never longer than the list of what the listener wants.
 */
final class ChangeQueue implements AutoCloseable {

  private final Predicate<Change> wanted;
  private final Consumer<ChangeQueue> whenClosed;
  private final Set<Change> pending = new LinkedHashSet<>();
  private boolean closed;

  ChangeQueue(Predicate<Change> wanted, Consumer<ChangeQueue> whenClosed) {
    this.wanted = wanted;
    this.whenClosed = whenClosed;
  }

  synchronized void offer(Change change) {
    if (!closed && wanted.test(change)) {
      pending.add(change);
      notifyAll();
    }
  }

  /** The next change, waited for; empty when the queue is closed. */
  synchronized Optional<Change> take() throws InterruptedException {
    while (pending.isEmpty() && !closed) {
      wait();
    }
    if (closed) {
      return Optional.empty();
    }
    Change first = pending.iterator().next();
    pending.remove(first);
    return Optional.of(first);
  }

  @Override
  public synchronized void close() {
    closed = true;
    pending.clear();
    notifyAll();
    whenClosed.accept(this);
  }
}
