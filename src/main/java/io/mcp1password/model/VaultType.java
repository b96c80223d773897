package io.mcp1password.model;

/** The kind of a vault. */
public enum VaultType implements WireName {
  PERSONAL,
  EVERYONE,
  TRANSFER,
  USER_CREATED,
  UNSUPPORTED;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
