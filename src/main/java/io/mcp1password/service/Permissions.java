package io.mcp1password.service;

import io.mcp1password.model.Capability;
import io.mcp1password.model.Permission;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.Verb;
import java.util.EnumSet;
import java.util.List;

/** The operations on groups and their rights on vaults. */
public final class Permissions {

  private final ScopedBackend backend;

  public Permissions(ScopedBackend backend) {
    this.backend = backend;
  }

  /** What {@link #group} takes. */
  record GroupGet(
      @Arg("The group's id.") String groupId,
      @Arg(value = "Whether to tell the group's rights on vaults.", defaultValue = "false")
          boolean includeVaultPermissions) {}

  /** What {@link #group} returns. */
  record OneGroup(@Arg("The group.") GroupView group) {}

  @Operation(
      name = "group_get",
      title = "Get a group",
      description = "Gets one group and, on request, its rights on vaults.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/groups/{groupId}",
      requires = Capability.GROUPS)
  OneGroup group(GroupGet input) {
    var group =
        input.includeVaultPermissions()
            ? backend.groupWithAccess(input.groupId())
            : backend.group(input.groupId());
    return new OneGroup(GroupView.of(group, input.includeVaultPermissions()));
  }

  /** What {@link #get} takes. */
  record PermissionsGet(@Arg("The vault's id or exact name.") String vaultId) {}

  /** What {@link #get} returns. */
  record VaultPermissions(
      @Arg("The vault's id.") String vaultId,
      @Arg("Who may do what.") List<VaultView.Accessor> accessors) {}

  @Operation(
      name = "vault_permissions_get",
      title = "Get a vault's permissions",
      description = "Tells which users and groups may do what in a vault.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/vaults/{vaultId}/permissions",
      requires = Capability.VAULT_PERMISSIONS)
  VaultPermissions get(PermissionsGet input) {
    var vault = backend.vaultWithAccess(input.vaultId());
    return new VaultPermissions(
        vault.id(), vault.access().stream().map(VaultView.Accessor::of).toList());
  }

  /** What {@link #grant} and {@link #update} take. */
  record GroupRights(
      @Arg("The vault's id or exact name.") String vaultId,
      @Arg("The group's id.") String groupId,
      @Arg(value = "The rights.", min = 1) List<Permission> permissions) {

    EnumSet<Permission> chosen() {
      return EnumSet.copyOf(permissions);
    }
  }

  /** What {@link #grant} returns. */
  record GrantedRights(
      @Arg("That the rights were given.") boolean granted,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) String vaultId,
      @Arg("The group's id.") String groupId,
      @Arg("The rights.") List<Permission> permissions) {}

  @Operation(
      name = "vault_permissions_grant_group",
      title = "Give a group rights on a vault",
      description = "Gives a group rights on a vault.",
      access = Access.PERMISSION,
      verb = Verb.POST,
      path = "/vaults/{vaultId}/permissions/groups/{groupId}",
      requires = Capability.VAULT_PERMISSIONS)
  GrantedRights grant(GroupRights input) {
    String vaultId =
        backend.onVault(
            input.vaultId(), (port, id) -> port.grantGroup(id, input.groupId(), input.chosen()));
    return new GrantedRights(true, vaultId, input.groupId(), input.permissions());
  }

  /** What {@link #update} returns. */
  record UpdatedRights(
      @Arg("That the rights were replaced.") boolean updated,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) String vaultId,
      @Arg("The group's id.") String groupId,
      @Arg("The rights.") List<Permission> permissions) {}

  @Operation(
      name = "vault_permissions_update_group",
      title = "Replace a group's rights on a vault",
      description = "Replaces all rights of a group on a vault with these.",
      access = Access.PERMISSION,
      verb = Verb.PUT,
      path = "/vaults/{vaultId}/permissions/groups/{groupId}",
      requires = Capability.VAULT_PERMISSIONS)
  UpdatedRights update(GroupRights input) {
    String vaultId =
        backend.onVault(
            input.vaultId(), (port, id) -> port.updateGroup(id, input.groupId(), input.chosen()));
    return new UpdatedRights(true, vaultId, input.groupId(), input.permissions());
  }

  /** What {@link #revoke} takes. */
  record GroupRevoke(
      @Arg("The vault's id or exact name.") String vaultId,
      @Arg("The group's id.") String groupId) {}

  /** What {@link #revoke} returns. */
  record RevokedRights(
      @Arg("That the rights were taken away.") boolean revoked,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) String vaultId,
      @Arg("The group's id.") String groupId) {}

  @Operation(
      name = "vault_permissions_revoke_group",
      title = "Take a group's rights on a vault away",
      description = "Takes all rights of a group on a vault away.",
      access = Access.PERMISSION,
      verb = Verb.DELETE,
      path = "/vaults/{vaultId}/permissions/groups/{groupId}",
      requires = Capability.VAULT_PERMISSIONS)
  RevokedRights revoke(GroupRevoke input) {
    String vaultId =
        backend.onVault(input.vaultId(), (port, id) -> port.revokeGroup(id, input.groupId()));
    return new RevokedRights(true, vaultId, input.groupId());
  }
}
