package io.mcp1password.http;

import io.mcp1password.model.Scope;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code WWW-Authenticate} header (RFC 6750): what was wrong, and, where access tokens are
 * accepted, which scopes are needed and where a client learns how to get a token (RFC 9728).
 */
public final class Challenge {

  /** The header's name. */
  public static final String HEADER = "WWW-Authenticate";

  private static final String SCHEME = "Bearer realm=\"mcp-1password\"";

  /** What a client needs to begin with; for more it is asked when it calls for more. */
  private static final List<Scope> FIRST = List.of(Scope.READ);

  private final String metadata;
  private final String firstScopes;

  /**
   * A challenge.
   *
   * @param metadataUrl null when no access tokens are accepted
   */
  Challenge(@Nullable String metadataUrl) {
    this.metadata = metadataUrl == null ? "" : parameter("resource_metadata", metadataUrl);
    this.firstScopes = metadataUrl == null ? "" : parameter("scope", Scope.list(FIRST));
  }

  /** For a request without credentials. */
  String missing() {
    return SCHEME + metadata + firstScopes;
  }

  /**
   * For a request with wrong credentials.
   *
   * @param why fixed words; null for no more than that
   */
  String invalidToken(@Nullable String why) {
    return SCHEME
        + parameter("error", "invalid_token")
        + (why == null ? "" : parameter("error_description", why))
        + metadata
        + firstScopes;
  }

  /** For a call that needs these scopes, some of which its token does not have. */
  String insufficientScope(Collection<Scope> needed) {
    return SCHEME
        + parameter("error", "insufficient_scope")
        + parameter("scope", Scope.list(needed))
        + metadata;
  }

  private static String parameter(String name, String value) {
    return ", " + name + "=\"" + value + "\"";
  }
}
