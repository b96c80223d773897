package io.mcp1password.model;

/** Whether a group is in use. */
public enum GroupState implements WireName {
  ACTIVE,
  DELETED,
  UNSUPPORTED;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
