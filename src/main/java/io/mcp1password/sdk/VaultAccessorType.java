package io.mcp1password.sdk;

/** Who has access to a vault. */
public enum VaultAccessorType implements Wired {
  USER,
  GROUP,
  BROKER,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.lowerCamel(this);
  }
}
