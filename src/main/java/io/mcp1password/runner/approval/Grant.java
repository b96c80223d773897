package io.mcp1password.runner.approval;

import java.time.Instant;

/** An approval in force; {@code remembered} when it stands in the file. */
record Grant(String id, ApprovalScope scope, Instant expiresAt, boolean remembered) {}
