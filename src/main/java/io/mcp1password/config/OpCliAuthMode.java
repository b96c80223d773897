package io.mcp1password.config;

import java.util.Locale;

/** How a command started by the runner is signed in to the 1Password command line. */
public enum OpCliAuthMode {
  AUTO,
  DESKTOP,
  MANUAL_SESSION,
  SERVICE_ACCOUNT,
  /** Not at all: commands get the secrets that they are given, and no access of their own. */
  NONE;

  /** What auto stands for with this backend; the demo has no account to sign in to. */
  public OpCliAuthMode resolved(AuthMode backend) {
    if (this != AUTO) {
      return this;
    }
    return switch (backend) {
      case SERVICE_ACCOUNT -> SERVICE_ACCOUNT;
      case DEMO -> NONE;
      case CONNECT, DESKTOP -> MANUAL_SESSION;
    };
  }

  /** The name on the command line, for example {@code manual-session}. */
  public String flagValue() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
