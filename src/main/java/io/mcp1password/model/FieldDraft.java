package io.mcp1password.model;

import org.jspecify.annotations.Nullable;

/**
 * A field as it is to be written.
 *
 * @param id built-in fields are known by theirs: {@code username}, {@code password}
 * @param sectionId the section it is to stand in; null for none
 */
public record FieldDraft(
    String id, String title, @Nullable String sectionId, FieldType fieldType, Secret value) {

  /** The field that it becomes, with nothing that only a backend can tell. */
  public Field asField() {
    return new Field(id, title, sectionId, fieldType, null, value, null, null);
  }

  /** The same field with another value. */
  public FieldDraft withValue(Secret newValue) {
    return new FieldDraft(id, title, sectionId, fieldType, newValue);
  }
}
