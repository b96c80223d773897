package io.mcp1password.sdk;

/** The kind of a group. */
public enum GroupType implements Wired {
  OWNERS,
  ADMINISTRATORS,
  RECOVERY,
  EXTERNAL_ACCOUNT_MANAGERS,
  TEAM_MEMBERS,
  USER_DEFINED,
  UNSUPPORTED,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.lowerCamel(this);
  }
}
