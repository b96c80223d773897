package io.mcp1password.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host and its port in one spelling: lower case, no final dot, IPv6 shortened and in brackets.
 *
 * @param port {@link #NO_PORT} when none is given
 */
record Authority(String host, int port) {

  static final int NO_PORT = -1;

  private static final int MAX_LENGTH = 300;
  private static final int MAX_PORT = 65_535;
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:\\[(?<literal>[0-9a-f:.]+)]|(?<name>[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?)\\.?)"
              + "(?::(?<port>[0-9]{1,5}))?",
          Pattern.CASE_INSENSITIVE);

  /** The authority that is written here; null when it is not one. */
  static @Nullable Authority parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      return null;
    }
    String host = host(matcher.group("name"), matcher.group("literal"));
    String digits = matcher.group("port");
    int port = digits == null ? NO_PORT : Integer.parseInt(digits);
    return host == null || port > MAX_PORT ? null : new Authority(host, port);
  }

  private static @Nullable String host(@Nullable String name, @Nullable String literal) {
    if (name != null) {
      return name.toLowerCase(Locale.ROOT);
    }
    return literal == null ? null : bracketed(literal);
  }

  private static @Nullable String bracketed(String literal) {
    try {
      return InetAddress.ofLiteral(literal) instanceof Inet6Address address
          ? "[" + address.getHostAddress() + "]"
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
