package io.mcp1password.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash SHA-256, which every Java platform has. */
public final class Sha256 {

  private Sha256() {}

  /** A computation that has yet to be fed. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of the text in UTF-8, 32 bytes. */
  public static byte[] of(String text) {
    return digest().digest(text.getBytes(UTF_8));
  }

  /** The hash of the text in UTF-8, in lower-case hex. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }
}
