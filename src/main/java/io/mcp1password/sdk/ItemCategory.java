package io.mcp1password.sdk;

/** The kind of an item. */
public enum ItemCategory implements Wired {
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
  UNSUPPORTED,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.upperCamel(this);
  }
}
