package io.mcp1password.sdk;

/** Where a login may be filled in by the browser extension. */
public enum AutofillBehavior implements Wired {
  ANYWHERE_ON_WEBSITE,
  EXACT_DOMAIN,
  NEVER,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.upperCamel(this);
  }
}
