package io.mcp1password.sdk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list tells about an item. */
public record ItemOverview(
    String id,
    String title,
    ItemCategory category,
    String vaultId,
    List<Website> websites,
    List<String> tags,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    ItemState state) {

  public ItemOverview {
    websites = List.copyOf(websites);
    tags = List.copyOf(tags);
  }

  static ItemOverview of(Members json) {
    return new ItemOverview(
        json.id("id"),
        json.text("title"),
        json.constant("category", ItemCategory.class),
        json.id("vaultId"),
        json.list("websites", Website::of),
        json.texts("tags"),
        json.instant("createdAt"),
        json.instant("updatedAt"),
        json.constant("state", ItemState.class));
  }
}
