package io.mcp1password.model;

import java.util.List;

/**
 * A group of users.
 *
 * @param vaultAccess the group's rights, one entry per vault; empty when they were not asked for
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

  /** The same group with other rights. */
  public Group withVaultAccess(List<VaultAccess> access) {
    return new Group(id, title, description, groupType, state, access);
  }
}
