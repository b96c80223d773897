package io.mcp1password.backend.connect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.VaultQueues;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.WrittenItem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The writes to a Connect server, one at a time per vault.
 *
 * <p>Connect writes to 1Password.com and reads from a copy that follows a little later. So each
 * write waits until reads show it, and none starts from an item whose last write does not show yet:
 * that write would be lost.
 */
final class ConnectWrites {

  private static final Duration REMEMBERED = Creation.CLOCKS_APART.multipliedBy(2);
  private static final int MAX_REMEMBERED = 10_000;

  private final WriteTiming timing;
  private final ConnectItems items;
  private final VaultQueues queues;
  private final WriteAttempts attempts;

  /** The versions that were written and did not show in time. */
  private final Cache<ItemKey, Long> notShown =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MAX_REMEMBERED).build();

  /** The items that were made lately: none of them is the one that a later creation made. */
  private final Cache<String, Boolean> made =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MAX_REMEMBERED).build();

  ConnectWrites(ConnectCalls calls, WriteTiming timing) {
    this.timing = timing;
    this.items = new ConnectItems(calls);
    this.queues = new VaultQueues(timing.turn());
    this.attempts = new WriteAttempts(timing);
  }

  /** Makes an item. */
  WrittenItem create(String vaultId, ItemDraft draft) {
    var creation = new Creation(items, vaultId, draft, made.asMap()::containsKey);
    return queues.inTurn(
        vaultId,
        () -> {
          Item item = attempts.carryOut(creation);
          made.put(item.id(), true);
          return shown(new ItemKey(vaultId, item.id()), item);
        });
  }

  /** Changes an item. */
  WrittenItem update(ItemKey key, @Nullable Long expectedVersion, UnaryOperator<Item> change) {
    return queues.inTurn(
        key.vaultId(),
        () -> {
          ItemDocument before = settled(key);
          var edit = new Update.Edit(expectedVersion, change);
          return shown(key, attempts.carryOut(new Update(items, key, before, edit)));
        });
  }

  /** Deletes an item for good. */
  DeletedItem delete(ItemKey key, @Nullable Long expectedVersion) {
    return queues.inTurn(
        key.vaultId(),
        () -> {
          ItemDocument before = settled(key);
          attempts.carryOut(new Deletion(items, key, before, expectedVersion));
          boolean gone = Polling.until(timing.readBack(), () -> items.gone(key)).isPresent();
          return new DeletedItem(key.vaultId(), key.itemId(), true, gone);
        });
  }

  /** The item as it is, once its last write from here shows. */
  private ItemDocument settled(ItemKey key) {
    Long written = notShown.getIfPresent(key);
    if (written == null) {
      return items.document(key);
    }
    ItemDocument shown =
        Polling.until(timing.readBack(), () -> items.atVersion(key, written))
            .orElseThrow(
                () ->
                    new BackendException(
                        Kind.CONFLICT,
                        "An earlier change of this item was accepted and does not show yet."
                            + " Nothing was changed now; try again in a moment."));
    notShown.invalidate(key);
    return shown;
  }

  private WrittenItem shown(ItemKey key, Item written) {
    Optional<ItemDocument> seen =
        Polling.until(timing.readBack(), () -> items.atVersion(key, written.version()));
    if (seen.isEmpty()) {
      notShown.put(key, written.version());
    }
    return seen.map(document -> new WrittenItem(ConnectItems.item(key, document), true))
        .orElseGet(() -> new WrittenItem(written, false));
  }
}
