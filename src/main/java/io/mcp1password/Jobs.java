package io.mcp1password;

import java.util.function.IntSupplier;

/** What the commands of the command line do. */
record Jobs(
    Service service,
    StandIn standIn,
    AuditCheck auditCheck,
    Doctor doctor,
    HealthCheck healthCheck,
    IntSupplier rehearsal) {}
