package io.mcp1password.sdk;

import jakarta.json.JsonObject;

/**
 * A group's rights on a vault.
 *
 * @param permissions the bits of {@link VaultPermissions}
 */
public record GroupVaultAccess(String vaultId, String groupId, int permissions) {

  JsonObject json() {
    return new Request()
        .with("vaultId", vaultId)
        .with("groupId", groupId)
        .with("permissions", permissions)
        .json();
  }
}
