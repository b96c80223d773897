package io.mcp1password.runner.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.model.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A free-form command that somebody wants to run.
 *
 * @param command its text, which is shown on the page to the person who decides and nowhere else
 * @param reason why, as the caller tells
 * @param caller who asks, as the caller calls itself
 */
public record ApprovalRequest(ApprovalScope scope, Secret command, String reason, String caller) {

  private static final int HASH_DIGITS = 16;

  /** The first 16 hex digits of the SHA-256 of the command's text, for the audit log. */
  public String commandHash() {
    return sha256(text()).substring(0, HASH_DIGITS);
  }

  /** The length of the command's text in characters, for the audit log. */
  public int commandLength() {
    return text().length();
  }

  /** The command's text, for the page. */
  String text() {
    return command.reveal();
  }

  static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
