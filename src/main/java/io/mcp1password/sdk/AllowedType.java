package io.mcp1password.sdk;

/** With whom an account lets its items be shared. */
public enum AllowedType implements Wired {
  AUTHENTICATED,
  PUBLIC,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.upperCamel(this);
  }
}
