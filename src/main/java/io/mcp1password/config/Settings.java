package io.mcp1password.config;

import io.mcp1password.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Every setting of the service, complete and checked.
 *
 * @param maxCallsPerMinute the most calls of operations by one caller; 0 for no limit
 * @param shutdownGrace how long calls that run may take to end when the service is told to stop
 */
public record Settings(
    BackendSettings backend,
    GateSettings gates,
    RunnerSettings runner,
    ApprovalSettings approval,
    Transport transport,
    HttpSettings http,
    int maxCallsPerMinute,
    Path auditLogPath,
    boolean diagnostics,
    LogLevel logLevel,
    LogFormat logFormat,
    Duration shutdownGrace) {

  /** The same, with another Connect server. */
  public Settings withConnect(URI host, Secret token) {
    return with(backend.withConnect(host, token), http);
  }

  /** The same, with another bearer token. */
  public Settings withBearerToken(Secret token) {
    return with(backend, http.withBearerToken(token));
  }

  private Settings with(BackendSettings otherBackend, HttpSettings otherHttp) {
    return new Settings(
        otherBackend,
        gates,
        runner,
        approval,
        transport,
        otherHttp,
        maxCallsPerMinute,
        auditLogPath,
        diagnostics,
        logLevel,
        logFormat,
        shutdownGrace);
  }
}
