package io.mcp1password.sdk;

/** The kind of a vault. */
public enum VaultType implements Wired {
  PERSONAL,
  EVERYONE,
  TRANSFER,
  USER_CREATED,
  UNSUPPORTED,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.lowerCamel(this);
  }
}
