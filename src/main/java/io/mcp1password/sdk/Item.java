package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item.
 *
 * @param version counts the item's changes; a put of another version is a conflict
 * @param document the file of a Document; null for other items
 */
public record Item(
    String id,
    String title,
    ItemCategory category,
    String vaultId,
    List<ItemField> fields,
    List<ItemSection> sections,
    Plaintext notes,
    List<String> tags,
    List<Website> websites,
    long version,
    List<ItemFile> files,
    @Nullable FileAttributes document,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {

  public Item {
    fields = List.copyOf(fields);
    sections = List.copyOf(sections);
    tags = List.copyOf(tags);
    websites = List.copyOf(websites);
    files = List.copyOf(files);
  }

  /** The same item with another title. */
  public Item withTitle(String newTitle) {
    return with(new Content(newTitle, fields, sections, notes, tags, websites));
  }

  /** The same item with other fields. */
  public Item withFields(List<ItemField> newFields) {
    return with(new Content(title, newFields, sections, notes, tags, websites));
  }

  /** What of an item a put can change. */
  public record Content(
      String title,
      List<ItemField> fields,
      List<ItemSection> sections,
      Plaintext notes,
      List<String> tags,
      List<Website> websites) {}

  /** The same item with another content. */
  public Item with(Content content) {
    return new Item(
        id,
        content.title(),
        category,
        vaultId,
        content.fields(),
        content.sections(),
        content.notes(),
        content.tags(),
        content.websites(),
        version,
        files,
        document,
        createdAt,
        updatedAt);
  }

  static Item of(Members json) {
    return new Item(
        json.id("id"),
        json.text("title"),
        json.constant("category", ItemCategory.class),
        json.id("vaultId"),
        json.list("fields", ItemField::of),
        json.list("sections", ItemSection::of),
        json.plaintext("notes"),
        json.texts("tags"),
        json.list("websites", Website::of),
        json.number("version"),
        json.list("files", ItemFile::of),
        json.object("document").map(FileAttributes::of).orElse(null),
        json.instant("createdAt"),
        json.instant("updatedAt"));
  }

  JsonObject json() {
    return new Request()
        .with("id", id)
        .with("title", title)
        .with("category", category)
        .with("vaultId", vaultId)
        .withList("fields", fields, ItemField::json)
        .withList("sections", sections, ItemSection::json)
        .with("notes", notes)
        .withTexts("tags", tags)
        .withList("websites", websites, Website::json)
        .with("version", version)
        .withList("files", files, ItemFile::json)
        .with("document", document == null ? null : document.json())
        .with("createdAt", createdAt)
        .with("updatedAt", updatedAt)
        .json();
  }
}
