package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** The making of an item. */
final class Creation implements WriteAttempts.Write<Item> {

  /** How far Connect's clock may be behind; an item that is the same and as new is the one. */
  static final Duration CLOCKS_APART = Duration.ofMinutes(2);

  private final ConnectItems items;
  private final String vaultId;
  private final ItemDraft draft;
  private final JsonObject body;
  private final Predicate<String> isOther;
  private final Instant begun = Instant.now();

  /**
   * @param isOther whether an id is that of an item known to be another one
   * @throws BackendException when Connect cannot make such an item
   */
  Creation(ConnectItems items, String vaultId, ItemDraft draft, Predicate<String> isOther) {
    this.items = items;
    this.isOther = isOther;
    this.vaultId = vaultId;
    this.draft = onWire(draft);
    this.body = ItemJson.created(vaultId, this.draft);
  }

  private static ItemDraft onWire(ItemDraft draft) {
    return draft.withFields(
        draft.fields().stream()
            .map(
                (FieldDraft field) ->
                    field.withValue(WireValue.of(field.fieldType(), field.value())))
            .toList());
  }

  @Override
  public Item send() {
    ConnectItem answer = items.send(api -> api.create(vaultId, body));
    return ConnectMapper.item(vaultId, answer)
        .orElseThrow(() -> ConnectFailures.ofWrite(ConnectFailures.unreadable()));
  }

  @Override
  public boolean idempotent() {
    return false;
  }

  @Override
  public Optional<Item> outcome(Duration bound) {
    var label = new ConnectItems.Label(draft.title(), draft.category());
    return Polling.until(
        bound,
        () ->
            items.made(
                vaultId,
                begun.minus(CLOCKS_APART),
                item -> !isOther.test(item.id()) && SameContent.isMade(draft, item),
                label));
  }
}
