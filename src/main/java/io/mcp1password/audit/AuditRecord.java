package io.mcp1password.audit;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What one call did, as it is written to the audit log; time, process and chain are added there.
 *
 * @param action the operation's name
 * @param metadata the audited arguments and circumstances; never a secret, a reference or a token
 * @param errorMessage why it was refused or failed, in fixed words; null on success
 */
public record AuditRecord(
    String action, AuditOutcome outcome, JsonObject metadata, @Nullable String errorMessage) {}
