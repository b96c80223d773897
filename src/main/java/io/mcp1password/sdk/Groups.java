package io.mcp1password.sdk;

/** What can be done with groups. */
public final class Groups {

  private final Invocations core;

  Groups(Invocations core) {
    this.core = core;
  }

  /**
   * One group.
   *
   * @param vaultPermissions whether to tell its rights on vaults
   */
  public Group get(String groupId, boolean vaultPermissions) {
    var params = new Request().with("vaultPermissions", vaultPermissions).json();
    return Group.of(
        Members.of(
            core.call(
                "GroupsGet",
                new Request().with("group_id", groupId).with("group_params", params))));
  }
}
