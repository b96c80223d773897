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
