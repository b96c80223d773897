package io.mcp1password.model;

/**
 * The kind of an item. {@code UNSUPPORTED} is read only: what a backend names that we do not know.
 */
public enum Category implements WireName {
  LOGIN,
  SECURE_NOTE,
  CREDIT_CARD,
  CRYPTO_WALLET,
  IDENTITY,
  PASSWORD,
  DOCUMENT,
  API_CREDENTIALS,
  BANK_ACCOUNT,
  DATABASE,
  DRIVER_LICENSE,
  EMAIL,
  MEDICAL_RECORD,
  MEMBERSHIP,
  OUTDOOR_LICENSE,
  PASSPORT,
  REWARDS,
  ROUTER,
  SERVER,
  SSH_KEY,
  SOCIAL_SECURITY_NUMBER,
  SOFTWARE_LICENSE,
  PERSON,
  UNSUPPORTED;

  @Override
  public String wireName() {
    return WireName.upperCamel(this);
  }
}
