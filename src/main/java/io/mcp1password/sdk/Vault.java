package io.mcp1password.sdk;

import java.util.List;

/**
 * A vault.
 *
 * @param contentVersion moves whenever an item of the vault changes
 * @param attributeVersion moves whenever the vault itself changes
 * @param access who may do what; empty when it was not asked for
 */
public record Vault(
    String id,
    String title,
    String description,
    VaultType vaultType,
    long activeItemCount,
    long contentVersion,
    long attributeVersion,
    List<VaultAccess> access) {

  public Vault {
    access = List.copyOf(access);
  }

  static Vault of(Members json) {
    return new Vault(
        json.id("id"),
        json.text("title"),
        json.text("description"),
        json.constant("vaultType", VaultType.class),
        json.number("activeItemCount"),
        json.number("contentVersion"),
        json.number("attributeVersion"),
        json.list("access", VaultAccess::of));
  }
}
