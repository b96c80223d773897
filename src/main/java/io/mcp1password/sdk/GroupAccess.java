package io.mcp1password.sdk;

import jakarta.json.JsonObject;

/**
 * Rights for a group.
 *
 * @param permissions the bits of {@link VaultPermissions}
 */
public record GroupAccess(String groupId, int permissions) {

  JsonObject json() {
    return new Request().with("groupId", groupId).with("permissions", permissions).json();
  }
}
