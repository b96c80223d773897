package io.mcp1password.demo;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item with those of its states that some reader may still see: writes become visible later.
 *
 * <p>Not safe for threads by itself; its vault is.
 */
final class StoredItem {

  /** One state; a null item means deleted. */
  private record Revision(@Nullable JsonObject item, Instant visibleFrom) {}

  private final List<Revision> revisions = new ArrayList<>();
  private int forgotten;

  /** What a reader sees at that instant; null when not there yet, or no more. */
  @Nullable JsonObject seen(Instant now) {
    JsonObject item = null;
    for (Revision revision : revisions) {
      if (!revision.visibleFrom().isAfter(now)) {
        item = revision.item();
      }
    }
    return item;
  }

  /** The newest state, whether visible or not; null when deleted. */
  @Nullable JsonObject newest() {
    return revisions.getLast().item();
  }

  boolean settled(Instant now) {
    return !revisions.getLast().visibleFrom().isAfter(now);
  }

  void add(@Nullable JsonObject item, Instant visibleFrom) {
    while (revisions.size() > 1 && !revisions.get(1).visibleFrom().isAfter(Instant.now())) {
      revisions.removeFirst();
      forgotten++;
    }
    revisions.add(new Revision(item, visibleFrom));
  }

  /** The number of changes that a reader has seen by then. */
  long changes(Instant now) {
    return forgotten + revisions.stream().filter(each -> !each.visibleFrom().isAfter(now)).count();
  }

  /** Makes everything visible at once. */
  void replicate(Instant now) {
    JsonObject newest = newest();
    forgotten += revisions.size() - 1;
    revisions.clear();
    revisions.add(new Revision(newest, now));
  }
}
