package io.mcp1password.config;

import java.util.Locale;

/** The form of a line of the log. */
public enum LogFormat {
  TEXT,
  /** One JSON object per line. */
  JSON;

  /** The name on the command line, for example {@code json}. */
  public String flagValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
