package io.mcp1password.sdk;

/**
 * One accessor's rights on a vault.
 *
 * @param permissions the bits of {@link VaultPermissions}
 */
public record VaultAccess(
    String vaultUuid, VaultAccessorType accessorType, String accessorUuid, int permissions) {

  static VaultAccess of(Members json) {
    return new VaultAccess(
        json.text("vaultUuid"),
        json.constant("accessorType", VaultAccessorType.class),
        json.text("accessorUuid"),
        (int) json.number("permissions"));
  }
}
