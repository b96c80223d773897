package io.mcp1password.backend.connect;

import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Website;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an item is the one that was to be written. Ids do not count, since Connect may give its
 * own; values are compared as {@link WireValue} makes them.
 */
final class SameContent {

  private SameContent() {}

  /** Whether a new item is what was to be made; its template may have added empty fields. */
  static boolean isMade(ItemDraft draft, Item item) {
    List<Content> wanted =
        draft.fields().stream()
            .map((FieldDraft field) -> new Content(field.title(), field.value()))
            .toList();
    return draft.title().equals(item.title())
        && draft.category() == item.overview().category()
        && draft.tags().equals(item.overview().tags())
        && addresses(draft.websites()).equals(addresses(item.overview().websites()))
        && draft.notes().equals(item.notes())
        && left(item, wanted).stream().allMatch(content -> content.value().isEmpty());
  }

  /** Whether a changed item is what was wanted. */
  static boolean isChanged(Item wanted, Item item) {
    List<Content> contents = contents(wanted);
    ItemOverview overview = wanted.overview();
    return overview.title().equals(item.title())
        && overview.tags().equals(item.overview().tags())
        && addresses(overview.websites()).equals(addresses(item.overview().websites()))
        && wanted.notes().equals(item.notes())
        && wanted.fields().size() == item.fields().size()
        && left(item, contents).isEmpty();
  }

  private record Content(String title, Secret value) {}

  private static List<Content> contents(Item item) {
    return item.fields().stream()
        .map((Field field) -> new Content(field.title(), field.value()))
        .toList();
  }

  /** What the item has beyond the wanted fields; one that never matches when it lacks any. */
  private static List<Content> left(Item item, List<Content> wanted) {
    var left = new ArrayList<>(contents(item));
    boolean all = wanted.stream().allMatch(left::remove);
    return all ? left : List.of(new Content("", Secret.of("missing")));
  }

  private static List<String> addresses(List<Website> websites) {
    return websites.stream().map(Website::url).toList();
  }
}
