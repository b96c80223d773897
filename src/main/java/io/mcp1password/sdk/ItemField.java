package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A field of an item.
 *
 * @param sectionId the section it stands in; null for built-in fields, such as {@code username}
 * @param details what is known beyond the value; null for nothing
 */
public record ItemField(
    String id,
    String title,
    @Nullable String sectionId,
    ItemFieldType fieldType,
    Plaintext value,
    @Nullable ItemFieldDetails details) {

  static ItemField of(Members json) {
    return new ItemField(
        json.id("id"),
        json.text("title"),
        json.optionalText("sectionId").orElse(null),
        json.constant("fieldType", ItemFieldType.class),
        json.plaintext("value"),
        json.object("details").map(ItemDetailsJson::read).orElse(null));
  }

  JsonObject json() {
    return new Request()
        .with("id", id)
        .with("title", title)
        .with("sectionId", sectionId)
        .with("fieldType", fieldType)
        .with("value", value)
        .with("details", details == null ? null : ItemDetailsJson.of(details))
        .json();
  }
}
