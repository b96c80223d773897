package io.mcp1password.model;

/** The role of a built-in field of a Login or Password item, as Connect names it. */
public enum Purpose implements WireName {
  USERNAME,
  PASSWORD,
  NOTES;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
