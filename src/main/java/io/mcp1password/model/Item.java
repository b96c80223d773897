package io.mcp1password.model;

import java.util.List;

/**
 * A whole item.
 *
 * @param notes the content of the built-in notes field, which is not among the {@code fields}
 * @param version counts the item's changes, from 1
 */
public record Item(
    ItemOverview overview, List<Section> sections, List<Field> fields, Secret notes, long version) {

  public Item {
    sections = List.copyOf(sections);
    fields = List.copyOf(fields);
  }

  /** The same item with another content. */
  public Item with(
      ItemOverview newOverview, List<Section> newSections, List<Field> newFields, Secret newNotes) {
    return new Item(newOverview, newSections, newFields, newNotes, version);
  }

  /** The same item with other fields. */
  public Item withFields(List<Field> newFields) {
    return with(overview, sections, newFields, notes);
  }

  /** The same item at another version. */
  public Item withVersion(long newVersion) {
    return new Item(overview, sections, fields, notes, newVersion);
  }

  public String id() {
    return overview.id();
  }

  public String title() {
    return overview.title();
  }

  public String vaultId() {
    return overview.vaultId();
  }
}
