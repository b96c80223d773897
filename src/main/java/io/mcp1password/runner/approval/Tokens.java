package io.mcp1password.runner.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random words of the approval page: tokens that open something, and ids that name something. */
final class Tokens {

  private static final int TOKEN_BYTES = 32;
  private static final int ID_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** 256 random bits that can stand in an address. */
  static String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
  }

  /** A name of 16 hex digits; no secret. */
  static String id() {
    return HexFormat.of().formatHex(bytes(ID_BYTES));
  }

  /** Compares in a time that tells nothing about the token. */
  static boolean equal(String token, String given) {
    return MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
