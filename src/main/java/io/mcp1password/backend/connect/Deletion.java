package io.mcp1password.backend.connect;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The deletion of an item. */
final class Deletion implements WriteAttempts.Write<Boolean> {

  private final ConnectItems items;
  private final ItemKey key;
  private final @Nullable Long expectedVersion;
  private boolean sent;

  Deletion(ConnectItems items, ItemKey key, ItemDocument before, @Nullable Long expectedVersion) {
    this.items = items;
    this.key = key;
    this.expectedVersion = expectedVersion;
    ConnectItems.requireVersion(before, expectedVersion);
  }

  @Override
  public Boolean send() {
    if (sent) {
      if (items.gone(key).isPresent()) {
        return true;
      }
      ConnectItems.requireVersion(items.document(key), expectedVersion);
    }
    sent = true;
    return items.send(
        api -> {
          api.delete(key.vaultId(), key.itemId());
          return true;
        });
  }

  @Override
  public boolean idempotent() {
    return true;
  }

  @Override
  public Optional<Boolean> outcome(Duration bound) {
    return Polling.until(bound, () -> items.gone(key));
  }
}
