package io.mcp1password.operation;

import io.mcp1password.audit.AuditOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call of an operation ended.
 *
 * @param code why it was refused or failed; null on success
 * @param time from its begin to the end of its audit record
 */
public record EndedCall(
    OperationDescriptor operation,
    Caller.Surface surface,
    AuditOutcome outcome,
    @Nullable ErrorCode code,
    Duration time) {}
