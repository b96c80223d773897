package io.mcp1password.service;

import io.mcp1password.model.Group;
import io.mcp1password.model.GroupState;
import io.mcp1password.model.GroupType;
import io.mcp1password.model.Permission;
import io.mcp1password.model.VaultAccess;
import io.mcp1password.operation.Arg;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group as callers see it. */
record GroupView(
    @Arg("The group's id.") String id,
    @Arg("The group's name.") String title,
    @Arg("What the group is for.") String description,
    @Arg("The kind of group.") GroupType groupType,
    @Arg("Whether the group is in use.") GroupState state,
    @Arg("The group's rights on vaults, when asked for.") @Nullable List<Rights> vaultAccess) {

  /** The group's rights on one vault. */
  record Rights(
      @Arg("The vault's id.") String vaultId,
      @Arg("The group's id.") String groupId,
      @Arg("The rights as a bit mask.") int permissionsMask,
      @Arg("The rights by name.") List<Permission> permissions) {

    static Rights of(VaultAccess access) {
      return new Rights(
          access.vaultId(),
          access.accessorId(),
          access.permissionsMask(),
          Permission.ofMask(access.permissionsMask()));
    }
  }

  static GroupView of(Group group, boolean withAccess) {
    return new GroupView(
        group.id(),
        group.title(),
        group.description(),
        group.groupType(),
        group.state(),
        withAccess ? group.vaultAccess().stream().map(Rights::of).toList() : null);
  }
}
