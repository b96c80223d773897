package io.mcp1password.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which host names mean this machine only. Names are compared as text, never looked up. */
public final class Loopback {

  private static final Pattern IPV4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

  private Loopback() {}

  /**
   * Whether this host is {@code localhost}, an address of 127.0.0.0/8 or {@code ::1}, with or
   * without the brackets.
   */
  public static boolean matches(String host) {
    String name = withoutBrackets(host).toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("::1")
        || name.equals("0:0:0:0:0:0:0:1")
        || IPV4.matcher(name).matches();
  }

  static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
