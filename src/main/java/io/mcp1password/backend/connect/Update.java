package io.mcp1password.backend.connect;

import io.mcp1password.model.Item;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The change of an item; each attempt starts from the item as it is then. */
final class Update implements WriteAttempts.Write<Item> {

  private final ConnectItems items;
  private final ItemKey key;
  private final Edit edit;
  private ItemDiff diff;
  private boolean sent;

  /**
   * What is to be done.
   *
   * @param expectedVersion the version that the item must still have; null for any
   */
  record Edit(@Nullable Long expectedVersion, UnaryOperator<Item> change) {}

  Update(ConnectItems items, ItemKey key, ItemDocument before, Edit edit) {
    this.items = items;
    this.key = key;
    this.edit = edit;
    this.diff = from(before);
  }

  private ItemDiff from(ItemDocument document) {
    ConnectItems.requireVersion(document, edit.expectedVersion());
    return ItemDiff.of(document, ConnectItems.item(key, document), edit.change());
  }

  @Override
  public Item send() {
    if (sent) {
      diff = from(items.document(key));
    }
    sent = true;
    if (diff.isEmpty()) {
      return diff.current();
    }
    ConnectItem answer = items.send(diff.call());
    // The answer has the version of before; what is stored has the next.
    return ConnectMapper.item(key.vaultId(), answer)
        .orElse(diff.wanted())
        .withVersion(diff.current().version() + 1);
  }

  @Override
  public boolean idempotent() {
    return true;
  }

  @Override
  public Optional<Item> outcome(Duration bound) {
    long next = diff.current().version() + 1;
    return Polling.until(
        bound,
        () ->
            items
                .atVersion(key, next)
                .map(document -> ConnectItems.item(key, document))
                .filter(item -> SameContent.isChanged(diff.wanted(), item)));
  }
}
