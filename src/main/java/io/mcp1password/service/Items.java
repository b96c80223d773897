package io.mcp1password.service;

import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.Verb;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operations that find and read items. */
public final class Items {

  private static final Comparator<ItemOverviewView> ORDER =
      Comparator.comparing((ItemOverviewView item) -> item.title().toLowerCase(Locale.ROOT))
          .thenComparing(ItemOverviewView::id);

  private final ScopedBackend backend;
  private final VaultSweep sweep;

  public Items(ScopedBackend backend) {
    this.backend = backend;
    this.sweep = new VaultSweep(backend);
  }

  /** What {@link #search} takes. */
  record ItemSearch(
      @Arg(
              value =
                  "Text to find anywhere in an item's overview (title, category, tags, websites,"
                      + " ids), whatever the case; never in a value. Absent: everything.",
              // Someone may look for where a secret is used.
              audited = Audited.HASHED)
          @Nullable String query,
      @Arg("The id or exact name of the only vault to search; absent: all visible vaults.")
          @Nullable String vaultId,
      @Arg(value = "Whether to find archived items too.", defaultValue = "false")
          boolean includeArchived,
      @Arg(value = "The most items to return.", min = 1, max = 200, defaultValue = "50")
          int limit) {}

  /** A vault that could not be searched. */
  record SearchFailure(
      @Arg("The vault's id.") String vaultId,
      @Arg("Why it could not be searched.") String errorMessage) {}

  /** What {@link #search} returns. */
  record ItemsView(
      @Arg("The items found, by title.") List<ItemOverviewView> items,
      @Arg("How many match, those beyond the limit included.") int totalMatched,
      @Arg("How many vaults were searched.") int searchedVaultCount,
      @Arg("How many of them failed.") int failedVaultCount,
      @Arg("Whether any failed, so that items may be missing.") boolean partialFailure,
      @Arg("The vaults that failed.") List<SearchFailure> failures) {}

  @Operation(
      name = "item_search",
      title = "Search items",
      description =
          "Finds items by title, category, tag, website or id in one vault or in all visible ones."
              + " Returns overviews, never values.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/items")
  ItemsView search(ItemSearch input) {
    VaultSweep.Findings findings =
        input.vaultId() == null
            ? sweep.all()
            : VaultSweep.Findings.of(backend.items(input.vaultId()));
    String wanted = input.query() == null ? "" : input.query().toLowerCase(Locale.ROOT);
    List<ItemOverviewView> found =
        findings.items().stream()
            .filter(
                item ->
                    input.includeArchived()
                        || item.state() == io.mcp1password.model.ItemState.ACTIVE)
            .map(ItemOverviewView::of)
            .filter(item -> item.contains(wanted))
            .sorted(ORDER)
            .toList();
    return new ItemsView(
        found.stream().limit(input.limit()).toList(),
        found.size(),
        findings.vaultCount(),
        findings.failures().size(),
        !findings.failures().isEmpty(),
        findings.failures());
  }

  /** What {@link #getMetadata} takes. */
  record ItemGet(
      @Arg("The id or exact name of the vault.") String vaultId,
      @Arg("The item's id or exact title.") String itemId) {}

  /** What {@link #getMetadata} returns. */
  record OneItem(@Arg("The item without its values.") ItemView item) {}

  @Operation(
      name = "item_get_metadata",
      title = "Get an item without its values",
      description = "Gets one item: its fields, sections, tags and websites, but no value or note.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/vaults/{vaultId}/items/{itemId}")
  OneItem getMetadata(ItemGet input) {
    return new OneItem(ItemView.of(backend.item(input.vaultId(), input.itemId())));
  }
}
