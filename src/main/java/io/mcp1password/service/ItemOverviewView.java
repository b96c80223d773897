package io.mcp1password.service;

import io.mcp1password.model.Category;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.ItemState;
import io.mcp1password.operation.Arg;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An item in a list, as callers see it. */
record ItemOverviewView(
    @Arg("The item's id.") String id,
    @Arg("The item's title.") String title,
    @Arg("The kind of item.") Category category,
    @Arg("The id of its vault.") String vaultId,
    @Arg("Its websites.") List<WebsiteView> websites,
    @Arg("Its tags.") List<String> tags,
    @Arg("When it was made.") @Nullable Instant createdAt,
    @Arg("When it was last changed.") @Nullable Instant updatedAt,
    @Arg("Whether it is in use or archived.") ItemState state) {

  static ItemOverviewView of(ItemOverview item) {
    return new ItemOverviewView(
        item.id(),
        item.title(),
        item.category(),
        item.vaultId(),
        item.websites().stream().map(WebsiteView::of).toList(),
        item.tags(),
        item.createdAt(),
        item.updatedAt(),
        item.state());
  }

  /** Whether a lower-case text stands anywhere in it. */
  boolean contains(String lowerCase) {
    Stream<String> own = Stream.of(id, title, category.wireName(), vaultId, state.wireName());
    Stream<String> sites = websites.stream().flatMap(each -> Stream.of(each.url(), each.label()));
    return Stream.of(own, sites, tags.stream())
        .flatMap(texts -> texts)
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(lowerCase));
  }
}
