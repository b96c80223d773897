package io.mcp1password.service;

import io.mcp1password.operation.Access;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a command's output, and where it runs.
 *
 * @param workspaceRoot as the caller wrote it
 * @param returnOutput whether the output is wanted
 * @param acknowledged whether the risk of seeing plaintext was acknowledged
 */
record RunWish(String workspaceRoot, boolean returnOutput, boolean acknowledged) {

  static final String ACKNOWLEDGEMENT_TEXT =
      "The phrase that the result names as requiredAcknowledgement; needed with returnOutput when"
          + " secrets are given or the output is sensitive. Sent only when the person in charge"
          + " agrees.";

  static RunWish of(String workspaceRoot, boolean returnOutput, @Nullable String acknowledgement) {
    return new RunWish(workspaceRoot, returnOutput, phrase().equals(acknowledgement));
  }

  /** What acknowledges the risk. */
  static String phrase() {
    return Access.REVEAL.acknowledgement().orElseThrow().phrase();
  }

  /** Whether nothing may be run for want of the acknowledgement. */
  boolean lacksAcknowledgement(boolean mayShowSecrets) {
    return returnOutput && mayShowSecrets && !acknowledged;
  }
}
