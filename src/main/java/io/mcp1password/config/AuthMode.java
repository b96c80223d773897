package io.mcp1password.config;

import java.util.Locale;

/** The way to 1Password that is used. */
public enum AuthMode {
  CONNECT,
  SERVICE_ACCOUNT,
  DESKTOP,
  DEMO;

  /** The name on the command line, for example {@code service-account}. */
  public String flagValue() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
