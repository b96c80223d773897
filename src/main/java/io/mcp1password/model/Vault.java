package io.mcp1password.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vault.
 *
 * @param id 26 lower-case letters and digits
 * @param activeItemCount the number of items that are neither archived nor deleted
 * @param contentVersion moves whenever an item of the vault changes
 * @param attributeVersion moves whenever the vault itself changes
 * @param access who may do what; empty when the backend does not tell
 */
public record Vault(
    String id,
    String title,
    String description,
    VaultType vaultType,
    long activeItemCount,
    long contentVersion,
    long attributeVersion,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    List<VaultAccess> access) {

  public Vault {
    access = List.copyOf(access);
  }
}
