package io.mcp1password.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The local page on which a person approves free-form commands.
 *
 * @param port 0 for a free one
 * @param ttl how long an approval holds
 */
public record ApprovalSettings(
    String host,
    int port,
    Duration ttl,
    Path rememberStorePath,
    Path rememberKeyPath,
    Duration rememberTtl) {

  /** What a person writes to approve free-form commands, and an operator to need no approval. */
  public static final String PHRASE =
      "I_UNDERSTAND_THIS_ALLOWS_UNRESTRICTED_LOCAL_COMMAND_EXECUTION";
}
