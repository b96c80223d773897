package io.mcp1password.runner.approval;

import io.mcp1password.model.Secret;
import io.mcp1password.model.Sha256;

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
    return Sha256.hex(text()).substring(0, HASH_DIGITS);
  }

  /** The length of the command's text in characters, for the audit log. */
  public int commandLength() {
    return text().length();
  }

  /** The command's text, for the page. */
  String text() {
    return command.reveal();
  }
}
