package io.mcp1password.sdk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list tells about a vault.
 *
 * @param contentVersion moves whenever an item of the vault changes
 * @param attributeVersion moves whenever the vault itself changes
 */
public record VaultOverview(
    String id,
    String title,
    String description,
    VaultType vaultType,
    long activeItemCount,
    long contentVersion,
    long attributeVersion,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {

  static VaultOverview of(Members json) {
    return new VaultOverview(
        json.id("id"),
        json.text("title"),
        json.text("description"),
        json.constant("vaultType", VaultType.class),
        json.number("activeItemCount"),
        json.number("contentVersion"),
        json.number("attributeVersion"),
        json.instant("createdAt"),
        json.instant("updatedAt"));
  }
}
