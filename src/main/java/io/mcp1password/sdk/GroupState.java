package io.mcp1password.sdk;

/** Whether a group is in use. */
public enum GroupState implements Wired {
  ACTIVE,
  DELETED,
  UNSUPPORTED,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.lowerCamel(this);
  }
}
