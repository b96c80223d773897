package io.mcp1password.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What the listener is bound to, and the host names that follow from it. */
record ListenAddress(Reach reach, String host) {

  /** In the spelling of {@link Authority}. */
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "[0:0:0:0:0:0:0:1]");

  /** Who can reach the listener. */
  enum Reach {
    LOOPBACK,
    ONE_ADDRESS,
    EVERY_ADDRESS
  }

  /** Understands the setting {@code --http-host}. */
  static ListenAddress of(String setting) {
    String host = setting.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    if (host.isEmpty() || host.equals("*")) {
      return new ListenAddress(Reach.EVERY_ADDRESS, host);
    }
    if (host.equals("localhost")) {
      return new ListenAddress(Reach.LOOPBACK, host);
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      String text = address.getHostAddress();
      return new ListenAddress(
          reach(address), address instanceof Inet6Address ? "[" + text + "]" : text);
    } catch (IllegalArgumentException e) {
      return new ListenAddress(Reach.ONE_ADDRESS, host);
    }
  }

  /** The names under which the listener itself is known; none for every address. */
  Set<String> names() {
    return switch (reach) {
      case LOOPBACK -> withLoopback();
      case ONE_ADDRESS -> Set.of(host);
      case EVERY_ADDRESS -> Set.of();
    };
  }

  /** The hosts of the origins that are allowed when none is configured. */
  Set<String> originHosts() {
    return reach == Reach.EVERY_ADDRESS ? LOOPBACK_NAMES : withLoopback();
  }

  private Set<String> withLoopback() {
    Set<String> names = new HashSet<>(LOOPBACK_NAMES);
    names.add(host);
    return Set.copyOf(names);
  }

  private static Reach reach(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return Reach.EVERY_ADDRESS;
    }
    return address.isLoopbackAddress() ? Reach.LOOPBACK : Reach.ONE_ADDRESS;
  }
}
