package io.mcp1password.model;

/** Whether an item is in use or in the archive. */
public enum ItemState implements WireName {
  ACTIVE,
  ARCHIVED;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
