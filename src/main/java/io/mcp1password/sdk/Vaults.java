package io.mcp1password.sdk;

import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;

/** What can be done with vaults. */
public final class Vaults {

  private static final String VAULT_ID = "vault_id";

  private final Invocations core;

  Vaults(Invocations core) {
    this.core = core;
  }

  /** The vaults that the credentials see. */
  public List<VaultOverview> list() {
    return Members.list(core.call("VaultsList", new Request()), VaultOverview::of);
  }

  /**
   * The vaults that the credentials see.
   *
   * @param decryptDetails whether titles and descriptions are told
   */
  public List<VaultOverview> list(boolean decryptDetails) {
    var params = new Request().with("decryptDetails", decryptDetails).json();
    return Members.list(
        core.call("VaultsList", new Request().with("params", params)), VaultOverview::of);
  }

  /** One vault, as a list tells it. */
  public VaultOverview getOverview(String vaultId) {
    return VaultOverview.of(
        Members.of(core.call("VaultsGetOverview", new Request().with(VAULT_ID, vaultId))));
  }

  /**
   * One vault.
   *
   * @param accessors whether to tell who may do what in it
   */
  public Vault get(String vaultId, boolean accessors) {
    var params = new Request().with("accessors", accessors).json();
    return vault(
        core.call("VaultsGet", new Request().with(VAULT_ID, vaultId).with("vault_params", params)));
  }

  /** Makes a vault. */
  public Vault create(VaultCreateParams params) {
    return vault(core.call("VaultsCreate", new Request().with("params", params.json())));
  }

  /** Changes a vault. */
  public Vault update(String vaultId, VaultUpdateParams params) {
    return vault(
        core.call(
            "VaultsUpdate", new Request().with(VAULT_ID, vaultId).with("params", params.json())));
  }

  /** Deletes a vault and all that is in it. */
  public void delete(String vaultId) {
    core.call("VaultsDelete", new Request().with(VAULT_ID, vaultId));
  }

  /** Gives groups rights on a vault. */
  public void grantGroupPermissions(String vaultId, Collection<GroupAccess> groups) {
    core.call(
        "VaultsGrantGroupPermissions",
        new Request()
            .with(VAULT_ID, vaultId)
            .withList("group_permissions_list", groups, GroupAccess::json));
  }

  /** Replaces groups' rights on vaults. */
  public void updateGroupPermissions(Collection<GroupVaultAccess> groups) {
    core.call(
        "VaultsUpdateGroupPermissions",
        new Request().withList("group_permissions_list", groups, GroupVaultAccess::json));
  }

  /** Takes all of a group's rights on a vault away. */
  public void revokeGroupPermissions(String vaultId, String groupId) {
    core.call(
        "VaultsRevokeGroupPermissions",
        new Request().with(VAULT_ID, vaultId).with("group_id", groupId));
  }

  private static Vault vault(JsonValue answer) {
    return Vault.of(Members.of(answer));
  }
}
