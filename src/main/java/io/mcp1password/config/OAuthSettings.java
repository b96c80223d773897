package io.mcp1password.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whose access tokens are accepted beside the shared bearer token, and for what they must be
 * issued.
 *
 * @param issuer exactly as the authorization server names itself
 * @param resource the MCP endpoint as clients know it
 * @param audience what a token's audience must hold
 * @param jwksUri where the issuer's keys are; null when its metadata tells
 */
public record OAuthSettings(URI issuer, URI resource, String audience, @Nullable URI jwksUri) {

  /** Whether nobody on the way can change what is fetched there: https, or on this machine. */
  public static boolean isSafe(URI uri) {
    return uri.getHost() != null
        && ("https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.matches(uri.getHost())));
  }
}
