package io.mcp1password.model;

/** Where a website's login may be filled in by the 1Password browser extension. */
public enum AutofillBehavior implements WireName {
  ANYWHERE_ON_WEBSITE,
  EXACT_DOMAIN,
  NEVER;

  @Override
  public String wireName() {
    return WireName.upperCamel(this);
  }
}
