package io.mcp1password.sdk;

/** How recipients of a shared item may be named. */
public enum AllowedRecipientType implements Wired {
  EMAIL,
  DOMAIN,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.upperCamel(this);
  }
}
