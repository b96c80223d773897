package io.mcp1password.config;

import java.util.Locale;

/** How a command started by the runner is signed in to the 1Password command line. */
public enum OpCliAuthMode {
  AUTO,
  DESKTOP,
  MANUAL_SESSION,
  SERVICE_ACCOUNT;

  /** The name on the command line, for example {@code manual-session}. */
  public String flagValue() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
