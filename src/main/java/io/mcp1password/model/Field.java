package io.mcp1password.model;

import org.jspecify.annotations.Nullable;

/**
 * A field of an item.
 *
 * @param sectionId the section it stands in; null when outside every section
 * @param purpose set on the built-in fields only
 * @param value the content; every field's content is treated as a secret, whatever its type
 * @param code the current one-time code of a TOTP field, where the backend gives one
 * @param detail what may be shown about the content: an SSH key's type, an address's country
 */
public record Field(
    String id,
    String title,
    @Nullable String sectionId,
    FieldType fieldType,
    @Nullable Purpose purpose,
    Secret value,
    @Nullable Secret code,
    @Nullable String detail) {

  /** The same field with another value, as a concealed one; what was told of the old is gone. */
  public Field concealing(Secret newValue) {
    return new Field(id, title, sectionId, FieldType.CONCEALED, purpose, newValue, null, null);
  }
}
