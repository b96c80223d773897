package io.mcp1password.model;

/** Who has access to a vault: one user or a group. */
public enum AccessorType implements WireName {
  USER,
  GROUP;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
