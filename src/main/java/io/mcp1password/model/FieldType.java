package io.mcp1password.model;

/** The type of a field's value. {@code UNSUPPORTED} is read only. */
public enum FieldType implements WireName {
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
  UNSUPPORTED;

  @Override
  public String wireName() {
    return WireName.upperCamel(this);
  }
}
