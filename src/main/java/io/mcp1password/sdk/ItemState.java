package io.mcp1password.sdk;

/** Whether an item is in use or in the archive. */
public enum ItemState implements Wired {
  ACTIVE,
  ARCHIVED,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.lowerCamel(this);
  }
}
