package io.mcp1password.http;

import io.mcp1password.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
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
    this.expected = token == null ? null : digest(token.reveal());
  }

  Verdict judge(List<String> authorizationHeaders) {
    if (expected == null) {
      return Verdict.ACCEPTED;
    }
    if (authorizationHeaders.isEmpty()) {
      return Verdict.MISSING;
    }
    Matcher matcher = CREDENTIALS.matcher(authorizationHeaders.getFirst());
    if (authorizationHeaders.size() > 1 || !matcher.matches()) {
      return Verdict.WRONG;
    }
    return MessageDigest.isEqual(expected, digest(matcher.group("token")))
        ? Verdict.ACCEPTED
        : Verdict.WRONG;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
