package io.mcp1password.config;

import java.util.Locale;

/** How much is logged. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** The name on the command line, for example {@code info}. */
  public String flagValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
