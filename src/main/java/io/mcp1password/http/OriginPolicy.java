package io.mcp1password.http;

import io.mcp1password.config.HttpSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which web pages may call the service, by their {@code Origin} header.
 *
 * <p>The configured origins; when there are none, the listener's own, which are those of the
 * loopback names and of the bound address, with the bound port.
 */
final class OriginPolicy {

  private final Set<Origin> configured;
  private final Set<String> ownHosts;
  private final boolean tls;

  OriginPolicy(HttpSettings settings) {
    this.ownHosts = ListenAddress.of(settings.host()).originHosts();
    this.tls = settings.tls() != null;
    this.configured =
        settings.allowedOrigins().stream()
            .map(OriginPolicy::configuredOrigin)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether a request that carried these Origin headers is let in; with none it is not a page's.
   *
   * @param boundPort the port that the connection came in on
   */
  boolean allows(List<String> originHeaders, int boundPort) {
    if (originHeaders.isEmpty()) {
      return true;
    }
    Origin origin = originHeaders.size() == 1 ? Origin.parse(originHeaders.getFirst()) : null;
    if (origin == null) {
      return false;
    }
    return configured.isEmpty() ? isOwn(origin, boundPort) : configured.contains(origin);
  }

  private boolean isOwn(Origin origin, int boundPort) {
    return (tls ? origin.scheme().equals("https") : origin.isWeb())
        && ownHosts.contains(origin.authority().host())
        && origin.authority().port() == boundPort;
  }

  private static Origin configuredOrigin(String setting) {
    Origin origin = Origin.parse(setting);
    if (origin == null) {
      throw new IllegalArgumentException("A value of --http-allowed-origin cannot be understood.");
    }
    return origin;
  }
}
