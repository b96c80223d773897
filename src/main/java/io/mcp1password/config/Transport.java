package io.mcp1password.config;

import java.util.Locale;

/** How MCP clients reach the server. */
public enum Transport {
  STDIO,
  HTTP;

  /** The name on the command line, for example {@code http}. */
  public String flagValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
