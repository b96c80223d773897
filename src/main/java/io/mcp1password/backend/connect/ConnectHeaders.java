package io.mcp1password.backend.connect;

import io.mcp1password.model.Secret;
import io.mcp1password.model.TraceContext;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Says who is calling Connect: the token, a user agent that shows in Connect's activity, and the
 * place in the caller's trace.
 */
final class ConnectHeaders implements ClientRequestFilter {

  private static final String VERSION = "/io/mcp1password/version.properties";

  private final Secret token;
  private final String userAgent = "mcp-1password/" + version();

  ConnectHeaders(Secret token) {
    this.token = token;
  }

  @Override
  public void filter(ClientRequestContext request) {
    request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal());
    request.getHeaders().putSingle(HttpHeaders.USER_AGENT, userAgent);
    TraceContext.current()
        .ifPresent(
            trace -> request.getHeaders().putSingle(TraceContext.NAME, trace.child().header()));
  }

  private static String version() {
    var properties = new Properties();
    try (InputStream file = ConnectHeaders.class.getResourceAsStream(VERSION)) {
      properties.load(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty("version", "");
  }
}
