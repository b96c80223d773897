package io.mcp1password.config;

import io.mcp1password.model.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP listener, who may call it, and its limits.
 *
 * @param port 0 for a free one
 * @param path where the MCP endpoint stands, for example {@code /mcp}
 * @param bearerToken 16 or more characters; null when none is required
 * @param allowedOrigins whole origins; empty: the loopback origins
 * @param allowedHosts host names with or without a port; empty: by what the listener is bound to
 * @param tls null for plain HTTP
 * @param requestStateKey 32 or more characters, the same for all instances behind one address; null
 *     when there is one instance, which makes its own
 * @param oauth null when only the shared token is accepted
 */
public record HttpSettings(
    String host,
    int port,
    String path,
    boolean requireBearer,
    @Nullable Secret bearerToken,
    List<String> allowedOrigins,
    List<String> allowedHosts,
    int maxSessions,
    Duration sessionIdle,
    Duration requestTimeout,
    @Nullable TlsSettings tls,
    @Nullable Secret requestStateKey,
    @Nullable OAuthSettings oauth) {

  public HttpSettings {
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** The scheme of the listener's URLs. */
  public String scheme() {
    return tls == null ? "http" : "https";
  }

  /** The same, with another bearer token. */
  HttpSettings withBearerToken(Secret token) {
    return new HttpSettings(
        host,
        port,
        path,
        requireBearer,
        token,
        allowedOrigins,
        allowedHosts,
        maxSessions,
        sessionIdle,
        requestTimeout,
        tls,
        requestStateKey,
        oauth);
  }
}
