package io.mcp1password.service;

import io.mcp1password.model.AccessorType;
import io.mcp1password.model.Permission;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultAccess;
import io.mcp1password.model.VaultType;
import io.mcp1password.operation.Arg;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vault as callers see it. */
record VaultView(
    @Arg("The vault's id.") String id,
    @Arg("The vault's name.") String title,
    @Arg("What the vault is for.") String description,
    @Arg("The kind of vault.") VaultType vaultType,
    @Arg("How many items it has, archived ones not counted.") long activeItemCount,
    @Arg("Moves whenever an item of the vault changes.") long contentVersion,
    @Arg("Moves whenever the vault itself changes.") long attributeVersion,
    @Arg("When it was made.") @Nullable Instant createdAt,
    @Arg("When it was last changed.") @Nullable Instant updatedAt,
    @Arg("Who may do what, when asked for.") @Nullable List<Accessor> access) {

  /** One user's or group's rights. */
  record Accessor(
      @Arg("The vault's id.") String vaultUuid,
      @Arg("Whether it is a user or a group.") AccessorType accessorType,
      @Arg("The user's or the group's id.") String accessorUuid,
      @Arg("The rights as a bit mask.") int permissionsMask,
      @Arg("The rights by name.") List<Permission> permissions) {

    static Accessor of(VaultAccess access) {
      return new Accessor(
          access.vaultId(),
          access.accessorType(),
          access.accessorId(),
          access.permissionsMask(),
          Permission.ofMask(access.permissionsMask()));
    }
  }

  static VaultView of(Vault vault, boolean withAccess) {
    return new VaultView(
        vault.id(),
        vault.title(),
        vault.description(),
        vault.vaultType(),
        vault.activeItemCount(),
        vault.contentVersion(),
        vault.attributeVersion(),
        vault.createdAt(),
        vault.updatedAt(),
        withAccess ? vault.access().stream().map(Accessor::of).toList() : null);
  }
}
