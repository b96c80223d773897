package io.mcp1password.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A web origin (RFC 6454) in one spelling: a scheme's usual port is written out. */
record Origin(String scheme, Authority authority) {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<scheme>[a-z][a-z0-9+.-]*)://(?<authority>[^/]+)", Pattern.CASE_INSENSITIVE);

  /** The origin that is written here; null when it is not one, as for {@code null}. */
  static @Nullable Origin parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String scheme = matcher.group("scheme").toLowerCase(Locale.ROOT);
    Authority authority = Authority.parse(matcher.group("authority"));
    if (authority == null) {
      return null;
    }
    return authority.port() == Authority.NO_PORT
        ? new Origin(scheme, new Authority(authority.host(), usualPort(scheme)))
        : new Origin(scheme, authority);
  }

  /** Whether browsers leave the port out of this origin, and of the Host header that goes to it. */
  boolean hasUsualPort() {
    return authority.port() == usualPort(scheme);
  }

  boolean isWeb() {
    return scheme.equals("http") || scheme.equals("https");
  }

  private static int usualPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      default -> Authority.NO_PORT;
    };
  }
}
