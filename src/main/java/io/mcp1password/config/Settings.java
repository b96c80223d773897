package io.mcp1password.config;

import java.nio.file.Path;

/** Every setting of the service, complete and checked. */
public record Settings(
    BackendSettings backend,
    GateSettings gates,
    RunnerSettings runner,
    ApprovalSettings approval,
    Transport transport,
    HttpSettings http,
    Path auditLogPath,
    boolean diagnostics,
    LogLevel logLevel) {}
