package io.mcp1password.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a request, as proven by what it came with, and what that allows.
 *
 * @param subject whom an access token was issued to; null for who needs none
 * @param clientId the OAuth client that got the token; null when the token does not say
 * @param scopes what is allowed
 */
public record Principal(@Nullable String subject, @Nullable String clientId, Set<Scope> scopes) {

  /** Who started the service or holds its shared bearer token, and may do everything. */
  public static final Principal OWNER = new Principal(null, null, EnumSet.allOf(Scope.class));

  public Principal {
    scopes = Set.copyOf(scopes);
  }

  /** Whether all these scopes are granted. */
  public boolean allows(Collection<Scope> needed) {
    return scopes.containsAll(needed);
  }

  /** Whether this is the same one, perhaps with another token. */
  public boolean isSameAs(Principal other) {
    return Objects.equals(subject, other.subject) && Objects.equals(clientId, other.clientId);
  }
}
