package io.mcp1password.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The typed groups, put together from single values. */
record SettingsAssembly(Values values) {

  Settings settings() {
    return new Settings(
        backend(),
        gates(),
        runner(),
        approval(),
        values.get(SettingsTable.TRANSPORT_MODE),
        http(),
        values.get(SettingsTable.MAX_CALLS_PER_MINUTE),
        values.get(SettingsTable.AUDIT_LOG_PATH).toAbsolutePath(),
        values.get(SettingsTable.DIAGNOSTICS),
        values.get(SettingsTable.LOG_LEVEL),
        values.get(SettingsTable.LOG_FORMAT),
        values.get(SettingsTable.SHUTDOWN_GRACE));
  }

  private BackendSettings backend() {
    return new BackendSettings(
        values.get(SettingsTable.AUTH_MODE),
        values.find(SettingsTable.ACCOUNT),
        values.find(SettingsTable.SERVICE_ACCOUNT_TOKEN),
        new HourlyLimits(
            values.get(SettingsTable.SERVICE_ACCOUNT_READS),
            values.get(SettingsTable.SERVICE_ACCOUNT_WRITES)),
        values.get(SettingsTable.CONNECT_HOST),
        values.get(SettingsTable.CONNECT_ALLOW_REMOTE),
        values.find(SettingsTable.CONNECT_TOKEN),
        values.get(SettingsTable.CONNECT_TIMEOUT),
        Set.copyOf(values.all(SettingsTable.ALLOWED_VAULT)));
  }

  private GateSettings gates() {
    return new GateSettings(
        values.get(SettingsTable.ENABLE_SECRET_REVEAL),
        values.get(SettingsTable.ENABLE_WRITES),
        values.get(SettingsTable.ENABLE_DESTRUCTIVE_ACTIONS),
        values.get(SettingsTable.ENABLE_PERMISSION_MUTATION),
        values.get(SettingsTable.ENABLE_SCRIPT_RUNNER),
        values.get(SettingsTable.ENABLE_UNRESTRICTED_SCRIPT_RUNNER),
        values.get(SettingsTable.ENABLE_UNRESTRICTED_RUNNER));
  }

  private RunnerSettings runner() {
    return new RunnerSettings(
        values.all(SettingsTable.SCRIPT_RUNNER_ROOT),
        values.all(SettingsTable.SCRIPT_RUNNER_ALLOWLIST),
        values.all(SettingsTable.SCRIPT_RUNNER_ALLOWLIST_MANIFEST),
        values.all(SettingsTable.UNRESTRICTED_RUNNER_ROOT),
        values.get(SettingsTable.REQUIRE_SESSION_APPROVAL),
        values.get(SettingsTable.UNRESTRICTED_RUNNER_COMMAND_TIMEOUT),
        values.find(SettingsTable.ACKNOWLEDGE_UNRESTRICTED_RUNNER),
        values.get(SettingsTable.OP_CLI_PATH),
        values.get(SettingsTable.OP_CLI_AUTH_MODE));
  }

  private ApprovalSettings approval() {
    return new ApprovalSettings(
        values.get(SettingsTable.APPROVAL_HOST),
        values.get(SettingsTable.APPROVAL_PORT),
        values.get(SettingsTable.APPROVAL_TTL),
        values.get(SettingsTable.APPROVAL_REMEMBER_STORE_PATH),
        values.get(SettingsTable.APPROVAL_REMEMBER_KEY_PATH),
        values.get(SettingsTable.APPROVAL_REMEMBER_TTL));
  }

  private HttpSettings http() {
    boolean requireBearer = values.get(SettingsTable.HTTP_REQUIRE_BEARER);
    return new HttpSettings(
        values.get(SettingsTable.HTTP_HOST),
        values.get(SettingsTable.HTTP_PORT),
        values.get(SettingsTable.HTTP_PATH),
        requireBearer,
        requireBearer ? values.find(SettingsTable.HTTP_BEARER_TOKEN) : null,
        values.all(SettingsTable.HTTP_ALLOWED_ORIGIN),
        values.all(SettingsTable.HTTP_ALLOWED_HOST),
        values.get(SettingsTable.HTTP_MAX_SESSIONS),
        values.get(SettingsTable.HTTP_SESSION_IDLE),
        values.get(SettingsTable.HTTP_REQUEST_TIMEOUT),
        tls(),
        values.find(SettingsTable.REQUEST_STATE_KEY),
        oauth());
  }

  private @Nullable TlsSettings tls() {
    Path certificate = values.find(SettingsTable.HTTP_TLS_CERT);
    Path key = values.find(SettingsTable.HTTP_TLS_KEY);
    return certificate == null || key == null
        ? null
        : new TlsSettings(certificate, key, values.find(SettingsTable.HTTP_TLS_CLIENT_CA));
  }

  /** Without an issuer or a resource there is nothing to check tokens by; see HttpChecks. */
  private @Nullable OAuthSettings oauth() {
    URI issuer = values.find(SettingsTable.OAUTH_ISSUER);
    URI resource = values.find(SettingsTable.OAUTH_RESOURCE);
    String audience = values.find(SettingsTable.OAUTH_AUDIENCE);
    return issuer == null || resource == null
        ? null
        : new OAuthSettings(
            issuer,
            resource,
            audience == null ? resource.toString() : audience,
            values.find(SettingsTable.OAUTH_JWKS_URI));
  }
}
