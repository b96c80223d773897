package io.mcp1password.service;

import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.model.Capability;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on vaults. */
public final class Vaults {

  private final ScopedBackend backend;

  public Vaults(ScopedBackend backend) {
    this.backend = backend;
  }

  /** What {@link #list} takes. */
  record VaultList(
      @Arg(value = "Accepted for compatibility; details are always given.", defaultValue = "true")
          boolean decryptDetails) {}

  /** What {@link #list} returns. */
  record VaultsView(@Arg("The visible vaults.") List<VaultView> vaults) {}

  @Operation(
      name = "vault_list",
      title = "List vaults",
      description = "Lists the vaults that are visible, with their item counts.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/vaults")
  VaultsView list(VaultList input) {
    return new VaultsView(
        backend.vaults().stream().map(vault -> VaultView.of(vault, false)).toList());
  }

  /** What {@link #get} takes. */
  record VaultGet(
      @Arg("The vault's id or exact name.") String vaultId,
      @Arg(value = "Whether to tell who may do what.", defaultValue = "false")
          boolean includeAccessors) {}

  /** What {@link #get} returns. */
  record OneVault(@Arg("The vault.") VaultView vault) {}

  @Operation(
      name = "vault_get",
      title = "Get a vault",
      description = "Gets one vault and, on request, who may do what in it.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/vaults/{vaultId}")
  OneVault get(VaultGet input) {
    var vault =
        input.includeAccessors()
            ? backend.vaultWithAccess(input.vaultId())
            : backend.vault(input.vaultId());
    return new OneVault(VaultView.of(vault, input.includeAccessors()));
  }

  /** What {@link #create} takes. */
  record VaultCreate(
      @Arg("The new vault's name.") String title,
      @Arg(value = "What the vault is for.", min = 0) @Nullable String description,
      @Arg("Whether administrators get access; absent: the account's own rule.")
          @Nullable Boolean allowAdminsAccess) {}

  @Operation(
      name = "vault_create",
      title = "Create a vault",
      description = "Makes a vault.",
      access = Access.WRITE,
      verb = Verb.POST,
      path = "/vaults",
      requires = Capability.VAULT_WRITE)
  OneVault create(VaultCreate input) {
    var draft = new VaultDraft(input.title(), input.description(), input.allowAdminsAccess());
    return new OneVault(VaultView.of(backend.createVault(draft), false));
  }

  /** What {@link #update} takes. */
  record VaultUpdate(
      @Arg("The vault's id or exact name.") String vaultId,
      @Arg("The new name; absent: unchanged.") @Nullable String title,
      @Arg(value = "What the vault is for; absent: unchanged.", min = 0)
          @Nullable String description) {

    VaultUpdate {
      if (title == null && description == null) {
        throw new OperationException(
            ErrorCode.INVALID_ARGUMENTS, "Invalid arguments: give title, description or both.");
      }
    }
  }

  @Operation(
      name = "vault_update",
      title = "Change a vault",
      description = "Changes the name or the description of a vault.",
      access = Access.WRITE,
      verb = Verb.PATCH,
      path = "/vaults/{vaultId}",
      requires = Capability.VAULT_WRITE)
  OneVault update(VaultUpdate input) {
    var change = new VaultDraft(input.title(), input.description(), null);
    return new OneVault(VaultView.of(backend.updateVault(input.vaultId(), change), false));
  }

  /** What {@link #delete} takes. */
  record VaultDelete(@Arg("The vault's id or exact name.") String vaultId) {}

  /** What {@link #delete} returns. */
  record DeletedVault(
      @Arg("That the vault was deleted.") boolean deleted,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) String vaultId) {}

  @Operation(
      name = "vault_delete",
      title = "Delete a vault",
      description = "Deletes a vault and every item in it.",
      access = Access.DESTRUCTIVE,
      verb = Verb.DELETE,
      path = "/vaults/{vaultId}",
      requires = Capability.VAULT_WRITE)
  DeletedVault delete(VaultDelete input) {
    return new DeletedVault(
        true, backend.onVault(input.vaultId(), OnePasswordBackend::deleteVault));
  }
}
