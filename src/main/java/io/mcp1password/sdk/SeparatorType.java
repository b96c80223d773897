package io.mcp1password.sdk;

/** What stands between the words of a memorable password. */
public enum SeparatorType implements Wired {
  DIGITS,
  DIGITS_AND_SYMBOLS,
  SPACES,
  HYPHENS,
  UNDERSCORES,
  PERIODS,
  COMMAS,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.lowerCamel(this);
  }
}
