package io.mcp1password.sdk;

/** The type of a field's value. */
public enum ItemFieldType implements Wired {
  TEXT,
  CONCEALED,
  CREDIT_CARD_TYPE,
  CREDIT_CARD_NUMBER,
  PHONE,
  URL,
  TOTP,
  EMAIL,
  REFERENCE,
  SSH_KEY,
  MENU,
  MONTH_YEAR,
  ADDRESS,
  DATE,
  UNSUPPORTED,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.upperCamel(this);
  }
}
