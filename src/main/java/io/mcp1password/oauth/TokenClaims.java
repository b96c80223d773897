package io.mcp1password.oauth;

import io.mcp1password.model.Principal;
import io.mcp1password.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * What is read from the claims of a token whose signature is good.
 *
 * <p>Scopes are in {@code scope}, separated by spaces (RFC 9068), or in {@code scp}, as a text or a
 * list; the client is in {@code client_id}, or else in {@code azp}.
 */
final class TokenClaims {

  /** What may stand in a log: visible ASCII, as for a subject of OpenID Connect. */
  private static final Pattern NAME =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

  /** A claim has another form than it must have. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;
  }

  private TokenClaims() {}

  static Principal principal(JwtClaims claims) throws UnusableException {
    // A token that is bound to its client's key is worth nothing without a proof of that key.
    if (claims.hasClaim("cnf")) {
      throw new UnusableException();
    }
    String subject = name(claims, "sub");
    if (subject == null) {
      throw new UnusableException();
    }
    String client = name(claims, "client_id");
    List<String> scopes = new ArrayList<>(names(claims, "scope"));
    scopes.addAll(names(claims, "scp"));
    return new Principal(
        subject, client == null ? name(claims, "azp") : client, Scope.named(scopes));
  }

  private static @Nullable String name(JwtClaims claims, String claim) throws UnusableException {
    Object value = claims.getClaimValue(claim);
    if (value == null) {
      return null;
    }
    if (value instanceof String text && NAME.matcher(text).matches()) {
      return text;
    }
    throw new UnusableException();
  }

  private static List<String> names(JwtClaims claims, String claim) throws UnusableException {
    return switch (claims.getClaimValue(claim)) {
      case null -> List.of();
      case String text -> List.of(text.split(" ", -1));
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> throw new UnusableException();
    };
  }
}
