package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What can be done with items. */
public final class Items {

  private static final String VAULT_ID = "vault_id";
  private static final String ITEM_ID = "item_id";
  private static final String ITEM_IDS = "item_ids";
  private static final String PARAMS = "params";

  private final Invocations core;
  private final ItemFiles files;
  private final ItemShares shares;

  Items(Invocations core) {
    this.core = core;
    this.files = new ItemFiles(core);
    this.shares = new ItemShares(core);
  }

  /** The items' files. */
  public ItemFiles files() {
    return files;
  }

  /** The sharing of items. */
  public ItemShares shares() {
    return shares;
  }

  /** Makes an item. */
  public Item create(ItemCreateParams params) {
    return item(core.call("ItemsCreate", new Request().with(PARAMS, params.json())));
  }

  /** Makes several items in one vault; the outcomes are in the order of the items. */
  public List<Outcome<Item, ItemFailure>> createAll(
      String vaultId, Collection<ItemCreateParams> params) {
    return Outcomes.ofItems(
        core.call(
            "ItemsCreateAll",
            new Request()
                .with(VAULT_ID, vaultId)
                .withList(PARAMS, params, ItemCreateParams::json)));
  }

  /** One item, with everything in it. */
  public Item get(String vaultId, String itemId) {
    return item(core.call("ItemsGet", place(vaultId, itemId)));
  }

  /** Several items of one vault; the outcomes are in the order of the ids. */
  public List<Outcome<Item, ItemFailure>> getAll(String vaultId, Collection<String> itemIds) {
    return Outcomes.ofItems(
        core.call(
            "ItemsGetAll", new Request().with(VAULT_ID, vaultId).withTexts(ITEM_IDS, itemIds)));
  }

  /**
   * Replaces an item by this one, and answers with what it became.
   *
   * @throws SdkException.Conflict when the item has another version by now
   */
  public Item put(Item item) {
    return item(core.call("ItemsPut", new Request().with("item", item.json())));
  }

  /** Deletes an item. */
  public void delete(String vaultId, String itemId) {
    core.call("ItemsDelete", place(vaultId, itemId));
  }

  /** Deletes several items of one vault, and tells what came of each, by its id. */
  public Map<String, Outcome<String, ItemFailure>> deleteAll(
      String vaultId, Collection<String> itemIds) {
    return Outcomes.ofIds(
        core.call(
            "ItemsDeleteAll", new Request().with(VAULT_ID, vaultId).withTexts(ITEM_IDS, itemIds)));
  }

  /** Puts an item into the archive. */
  public void archive(String vaultId, String itemId) {
    core.call("ItemsArchive", place(vaultId, itemId));
  }

  /** The items of a vault that pass the filters; the active ones, when there is none. */
  public List<ItemOverview> list(String vaultId, ItemListFilter... filters) {
    return Members.list(
        core.call(
            "ItemsList",
            new Request()
                .with(VAULT_ID, vaultId)
                .withList("filters", List.of(filters), Items::json)),
        ItemOverview::of);
  }

  private static JsonObject json(ItemListFilter filter) {
    return switch (filter) {
      case ItemListFilter.ByState(boolean active, boolean archived) ->
          Request.tagged(
              "ByState",
              "content",
              new Request().with("active", active).with("archived", archived).json());
    };
  }

  private static Request place(String vaultId, String itemId) {
    return new Request().with(VAULT_ID, vaultId).with(ITEM_ID, itemId);
  }

  static Item item(JsonValue answer) {
    return Item.of(Members.of(answer));
  }
}
