package io.mcp1password.model;

import java.util.List;

/**
 * An item that is to be made.
 *
 * @param notes empty for none
 * @param sections every section that a field stands in
 */
public record ItemDraft(
    Category category,
    String title,
    Secret notes,
    List<String> tags,
    List<Website> websites,
    List<Section> sections,
    List<FieldDraft> fields) {

  public ItemDraft {
    tags = List.copyOf(tags);
    websites = List.copyOf(websites);
    sections = List.copyOf(sections);
    fields = List.copyOf(fields);
  }

  /** The same item with other fields. */
  public ItemDraft withFields(List<FieldDraft> newFields) {
    return new ItemDraft(category, title, notes, tags, websites, sections, newFields);
  }
}
