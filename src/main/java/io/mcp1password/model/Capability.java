package io.mcp1password.model;

/** What a backend can do; an operation names the one it needs. */
public enum Capability implements WireName {
  /** Vaults and items read and written, secrets resolved: every backend. */
  ITEMS,
  ITEM_ARCHIVE,
  VAULT_WRITE,
  GROUPS,
  VAULT_PERMISSIONS,
  ENVIRONMENTS;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
