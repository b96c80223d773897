package io.mcp1password.config;

import java.util.regex.Pattern;

/** What a token looks like: enough to tell one that stands in the wrong place. */
enum TokenShape {
  /** A service account token: {@code ops_} and base64. */
  SERVICE_ACCOUNT,
  /** A Connect token: a JSON Web Token of three parts. */
  CONNECT,
  OTHER;

  private static final Pattern JWT = Pattern.compile("eyJ[^.\\s]*\\.[^.\\s]*\\.[^.\\s]*");

  static TokenShape of(String text) {
    if (text.startsWith("ops_")) {
      return SERVICE_ACCOUNT;
    }
    return JWT.matcher(text).matches() ? CONNECT : OTHER;
  }

  /** Whether this is, or begins like, a token of 1Password. */
  static boolean isToken(String text) {
    return text.contains("ops_") || text.contains("eyJ");
  }
}
