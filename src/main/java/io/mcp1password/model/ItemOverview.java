package io.mcp1password.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list tells about an item: never a field, a note or a file. */
public record ItemOverview(
    String id,
    String title,
    Category category,
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

  /** The same overview with what a caller can change about it. */
  public ItemOverview with(String newTitle, List<String> newTags, List<Website> newWebsites) {
    return new ItemOverview(
        id, newTitle, category, vaultId, newWebsites, newTags, createdAt, updatedAt, state);
  }
}
