package io.mcp1password.http;

import java.util.Map;

/** The answer headers that keep browsers from guessing, caching, framing and leaking. */
final class SecurityHeaders {

  private static final String PAGES = "/api/v1/docs";
  private static final String CSP = "Content-Security-Policy";

  private static final Map<String, String> COMMON =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "Cache-Control",
          "no-store",
          "Referrer-Policy",
          "no-referrer",
          "X-Frame-Options",
          "DENY",
          "Vary",
          "Origin",
          CSP,
          "default-src 'none'; frame-ancestors 'none'");

  private static final String PAGE_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  /** The headers of every answer. */
  static Map<String, String> common() {
    return COMMON;
  }

  /** What replaces some of them where a web page stands; nothing elsewhere. */
  static Map<String, String> ofPage(String path) {
    return path.equals(PAGES) || path.startsWith(PAGES + "/") ? Map.of(CSP, PAGE_POLICY) : Map.of();
  }
}
