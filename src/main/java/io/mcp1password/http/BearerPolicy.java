package io.mcp1password.http;

import io.mcp1password.model.Secret;
import io.mcp1password.model.Sha256;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller shows the right bearer token (RFC 6750).
 *
 * <p>Digests are compared, so neither the time that it takes nor the memory of this object tells
 * anything of the token.
 */
final class BearerPolicy {

  /** What was found out about a request. */
  enum Verdict {
    /** The token is right, or none is required. */
    ACCEPTED,
    /** No credentials at all: usual for a client that does not know yet that they are needed. */
    MISSING,
    /** Another token, another scheme, or several headers. */
    WRONG
  }

  private static final Pattern CREDENTIALS =
      Pattern.compile("bearer +(?<token>[\\x21-\\x7e]+)", Pattern.CASE_INSENSITIVE);

  private final byte @Nullable [] expected;

  /** A policy that wants this token; null: that wants none. */
  BearerPolicy(@Nullable Secret token) {
    this.expected = token == null ? null : Sha256.of(token.reveal());
  }

  /** A policy that no token satisfies. */
  private BearerPolicy() {
    this.expected = new byte[0];
  }

  /** A policy that no token satisfies, for when there is no shared one. */
  static BearerPolicy ofNoToken() {
    return new BearerPolicy();
  }

  /** The token that a request shows; empty when it shows none, or more than one. */
  static Optional<String> token(List<String> authorizationHeaders) {
    if (authorizationHeaders.size() != 1) {
      return Optional.empty();
    }
    Matcher matcher = CREDENTIALS.matcher(authorizationHeaders.getFirst());
    return matcher.matches() ? Optional.of(matcher.group("token")) : Optional.empty();
  }

  Verdict judge(List<String> authorizationHeaders) {
    if (expected == null) {
      return Verdict.ACCEPTED;
    }
    if (authorizationHeaders.isEmpty()) {
      return Verdict.MISSING;
    }
    return token(authorizationHeaders)
        .filter(token -> MessageDigest.isEqual(expected, Sha256.of(token)))
        .map(_ -> Verdict.ACCEPTED)
        .orElse(Verdict.WRONG);
  }
}
