package io.mcp1password.service;

import io.mcp1password.model.WireName;

/** Where a password that is to be stored comes from. */
enum PasswordMode implements WireName {
  PROVIDED,
  RANDOM,
  MEMORABLE;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
