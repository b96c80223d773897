package io.mcp1password.model;

/** The kind of a group, as the official 1Password SDK names it. */
public enum GroupType implements WireName {
  OWNERS,
  ADMINISTRATORS,
  RECOVERY,
  EXTERNAL_ACCOUNT_MANAGERS,
  TEAM_MEMBERS,
  USER_DEFINED,
  UNSUPPORTED;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
