package io.mcp1password;

/** What the commands of the command line do. */
record Jobs(Service service, StandIn standIn, AuditCheck auditCheck, Doctor doctor) {}
