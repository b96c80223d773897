package io.mcp1password.backend.connect;

import org.jspecify.annotations.Nullable;

/**
 * A vault as Connect writes it: only the members that are used.
 *
 * @param items the number of active items
 */
record ConnectVault(
    @Nullable String id,
    String name,
    String description,
    String type,
    long items,
    long attributeVersion,
    long contentVersion,
    @Nullable String createdAt,
    @Nullable String updatedAt) {

  static ConnectVault of(JsonMembers json) {
    return new ConnectVault(
        json.text("id"),
        json.textOrEmpty("name"),
        json.textOrEmpty("description"),
        json.textOrEmpty("type"),
        json.number("items"),
        json.number("attributeVersion", "attribute_version"),
        json.number("contentVersion", "content_version"),
        json.text("createdAt", "created_at"),
        json.text("updatedAt", "updated_at"));
  }
}
