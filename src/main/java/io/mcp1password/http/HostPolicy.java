package io.mcp1password.http;

import io.mcp1password.config.HttpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code Host} headers are right, against DNS rebinding.
 *
 * <p>Right are the names of the listener's own address with the bound port, the allowed hosts, and
 * the hosts of the allowed origins. Bound to every address with none of these configured, any host
 * is right, because the listener cannot know its names.
 */
final class HostPolicy {

  private final Set<String> ownNames;
  private final List<NamedHost> named;

  HostPolicy(HttpSettings settings) {
    this.ownNames = ListenAddress.of(settings.host()).names();
    List<NamedHost> hosts = new ArrayList<>();
    settings.allowedHosts().forEach(host -> hosts.add(NamedHost.ofHost(host)));
    settings.allowedOrigins().forEach(origin -> hosts.add(NamedHost.ofOrigin(origin)));
    this.named = List.copyOf(hosts);
  }

  /**
   * Whether a request that carried these Host headers is let in.
   *
   * @param boundPort the port that the connection came in on
   */
  boolean allows(List<String> hostHeaders, int boundPort) {
    Authority host = hostHeaders.size() == 1 ? Authority.parse(hostHeaders.getFirst()) : null;
    if (host == null) {
      return false;
    }
    return allowsAny() || isOwn(host, boundPort) || named.stream().anyMatch(n -> n.matches(host));
  }

  private boolean allowsAny() {
    return ownNames.isEmpty() && named.isEmpty();
  }

  private boolean isOwn(Authority host, int boundPort) {
    boolean portLeftOut = host.port() == Authority.NO_PORT && (boundPort == 80 || boundPort == 443);
    return ownNames.contains(host.host()) && (host.port() == boundPort || portLeftOut);
  }

  /** A configured host; with no ports any port is right. */
  private record NamedHost(String host, Set<Integer> ports) {

    static NamedHost ofHost(String setting) {
      Authority authority = required(Authority.parse(setting), "--http-allowed-host");
      return authority.port() == Authority.NO_PORT
          ? new NamedHost(authority.host(), Set.of())
          : new NamedHost(authority.host(), Set.of(authority.port()));
    }

    static NamedHost ofOrigin(String setting) {
      Origin origin = required(Origin.parse(setting), "--http-allowed-origin");
      Authority authority = origin.authority();
      return origin.isWeb() && origin.hasUsualPort()
          ? new NamedHost(authority.host(), Set.of(Authority.NO_PORT, authority.port()))
          : new NamedHost(authority.host(), Set.of(authority.port()));
    }

    boolean matches(Authority authority) {
      return host.equals(authority.host()) && (ports.isEmpty() || ports.contains(authority.port()));
    }

    private static <T> T required(@Nullable T parsed, String flag) {
      if (parsed == null) {
        throw new IllegalArgumentException("A value of " + flag + " cannot be understood.");
      }
      return parsed;
    }
  }
}
