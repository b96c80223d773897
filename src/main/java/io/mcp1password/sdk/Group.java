package io.mcp1password.sdk;

import java.util.List;

/**
 * A group of users.
 *
 * @param vaultAccess its rights, one entry per vault; empty when they were not asked for
 */
public record Group(
    String id,
    String title,
    String description,
    GroupType groupType,
    GroupState state,
    List<VaultAccess> vaultAccess) {

  public Group {
    vaultAccess = List.copyOf(vaultAccess);
  }

  static Group of(Members json) {
    return new Group(
        json.id("id"),
        json.text("title"),
        json.text("description"),
        json.constant("groupType", GroupType.class),
        json.constant("state", GroupState.class),
        json.list("vaultAccess", VaultAccess::of));
  }
}
