package io.mcp1password.mcp;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Where changes of the server are made known, and who hears of them. */
final class Changes implements AutoCloseable {

  private final Set<Change.Kind> kinds;
  private final CopyOnWriteArrayList<ChangeQueue> queues = new CopyOnWriteArrayList<>();

  /** A place where changes of these kinds may be made known, and no others. */
  Changes(Set<Change.Kind> kinds) {
    this.kinds = Set.copyOf(kinds);
  }

  /** Whether clients are told of changes of this kind. */
  boolean has(Change.Kind kind) {
    return kinds.contains(kind);
  }

  /** Tells everyone who wants to hear of it; never waits. */
  void publish(Change change) {
    if (!has(change.kind())) {
      throw new IllegalArgumentException("not announced: " + change.kind());
    }
    queues.forEach(queue -> queue.offer(change));
  }

  /** The changes from now on that fit, until the queue is closed. */
  ChangeQueue listen(Predicate<Change> wanted) {
    var queue = new ChangeQueue(wanted, queues::remove);
    queues.add(queue);
    return queue;
  }

  /** Ends every queue. */
  @Override
  public void close() {
    queues.forEach(ChangeQueue::close);
  }
}
