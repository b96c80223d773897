package io.mcp1password.sdk;

/** How long a shared link holds. */
public enum ItemShareDuration implements Wired {
  ONE_HOUR,
  ONE_DAY,
  SEVEN_DAYS,
  FOURTEEN_DAYS,
  THIRTY_DAYS,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.upperCamel(this);
  }
}
