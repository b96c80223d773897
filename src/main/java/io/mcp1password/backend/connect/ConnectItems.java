package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.Category;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items of a Connect server, as writes see them: they look before, send, and look after. */
final class ConnectItems {

  /** The most items of the same title that are looked into for one that may have been made. */
  private static final int MAX_CANDIDATES = 20;

  private final ConnectCalls calls;

  ConnectItems(ConnectCalls calls) {
    this.calls = calls;
  }

  /**
   * The item as reads show it now.
   *
   * @throws BackendException of the kind {@code NOT_FOUND} when they show none
   */
  ItemDocument document(ItemKey key) {
    ItemDocument document =
        ConnectBackend.read(calls, api -> api.document(key.vaultId(), key.itemId()));
    if (document.item().id() == null) {
      throw ConnectFailures.unreadable();
    }
    if (ConnectMapper.item(key.vaultId(), document.item()).isEmpty()) {
      throw ConnectBackend.notFound();
    }
    return document;
  }

  /** The item in the model. */
  static Item item(ItemKey key, ItemDocument document) {
    return ConnectMapper.item(key.vaultId(), document.item()).orElseThrow(ConnectBackend::notFound);
  }

  /** The item at that version or a later one; empty when it does not show, whatever the reason. */
  Optional<ItemDocument> atVersion(ItemKey key, long version) {
    try {
      return Optional.of(document(key)).filter(seen -> seen.version() >= version);
    } catch (BackendException notSeen) {
      return Optional.empty();
    }
  }

  /** That reads show no such item any more; empty when they show it or fail. */
  Optional<Boolean> gone(ItemKey key) {
    try {
      document(key);
      return Optional.empty();
    } catch (BackendException failure) {
      return failure.kind() == Kind.NOT_FOUND ? Optional.of(true) : Optional.empty();
    }
  }

  /** An item made since then that is as it should be; empty when none shows. */
  Optional<Item> made(String vaultId, Instant since, Predicate<Item> asItShouldBe, Label label) {
    try {
      return ConnectBackend.read(calls, api -> api.items(vaultId)).stream()
          .filter(Objects::nonNull)
          .flatMap(each -> ConnectMapper.overview(vaultId, each).stream())
          .filter(overview -> label.isOf(overview) && isSince(since, overview))
          .limit(MAX_CANDIDATES)
          .flatMap(overview -> atVersion(new ItemKey(vaultId, overview.id()), 0).stream())
          .flatMap(document -> ConnectMapper.item(vaultId, document.item()).stream())
          .filter(asItShouldBe)
          .findFirst();
    } catch (BackendException notSeen) {
      return Optional.empty();
    }
  }

  private static boolean isSince(Instant since, ItemOverview overview) {
    return overview.createdAt() != null && !overview.createdAt().isBefore(since);
  }

  /** What is known of an item from its overview. */
  record Label(String title, Category category) {

    boolean isOf(ItemOverview overview) {
      return overview.title().equals(title) && overview.category() == category;
    }
  }

  /**
   * Sends a write, once.
   *
   * @throws FailedWrite when it may not have been carried out
   */
  <T> T send(Function<ConnectApi, T> call) {
    try {
      return calls.write(call);
    } catch (Exception failure) {
      throw ConnectFailures.ofWrite(failure);
    }
  }

  /**
   * Refuses to go on when the item was changed meanwhile.
   *
   * @throws BackendException of the kind {@code CONFLICT}
   */
  static void requireVersion(ItemDocument document, @Nullable Long expected) {
    if (expected != null && document.version() != expected) {
      throw new BackendException(
          Kind.CONFLICT,
          "The item has version "
              + document.version()
              + ", not "
              + expected
              + ": it was changed meanwhile. Nothing was changed now; read it again first.");
    }
  }
}
