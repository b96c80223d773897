package io.mcp1password.service;

import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.Verb;
import java.util.List;

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
    return new OneVault(VaultView.of(backend.vault(input.vaultId()), input.includeAccessors()));
  }
}
