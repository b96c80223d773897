package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item that is to be made.
 *
 * @param fields the built-in ones are known by their id: {@code username}, {@code password}
 * @param document the file of a Document; null for other items
 */
public record ItemCreateParams(
    ItemCategory category,
    String vaultId,
    String title,
    List<ItemField> fields,
    List<ItemSection> sections,
    Plaintext notes,
    List<String> tags,
    List<Website> websites,
    List<FileCreateParams> files,
    @Nullable DocumentCreateParams document) {

  public ItemCreateParams {
    fields = List.copyOf(fields);
    sections = List.copyOf(sections);
    tags = List.copyOf(tags);
    websites = List.copyOf(websites);
    files = List.copyOf(files);
  }

  /** An item with fields, and nothing else. */
  public static ItemCreateParams of(
      ItemCategory category, String vaultId, String title, List<ItemField> fields) {
    return new ItemCreateParams(
        category,
        vaultId,
        title,
        fields,
        List.of(),
        Plaintext.EMPTY,
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  JsonObject json() {
    return new Request()
        .with("category", category)
        .with("vaultId", vaultId)
        .with("title", title)
        .withList("fields", fields, ItemField::json)
        .withList("sections", sections, ItemSection::json)
        .with("notes", notes.isEmpty() ? null : notes.reveal())
        .withTexts("tags", tags)
        .withList("websites", websites, Website::json)
        .withList("files", files, FileCreateParams::json)
        .with("document", document == null ? null : document.json())
        .json();
  }
}
