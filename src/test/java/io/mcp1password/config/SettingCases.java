package io.mcp1password.config;

import io.mcp1password.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract's table of settings: every flag, its variables, its default, and some values. */
final class SettingCases {

  private static final String NO_PATH = "is not an absolute path";
  private static final String NO_TRUTH = "is not one of true, false, 1, 0, yes, no, on, off";

  private SettingCases() {}

  static Stream<SettingCase> all() {
    return Stream.of(backend(), gates(), runner(), approval(), http(), oauth(), service())
        .flatMap(List::stream);
  }

  private static List<SettingCase> backend() {
    return List.of(
        SettingCase.of("auth-mode", "OP_MCP_AUTH_MODE", s -> s.backend().authMode())
            .initially(AuthMode.DESKTOP)
            .accepts("demo", AuthMode.DEMO)
            .refuses("cloud", "is not one of connect, service-account, desktop, demo"),
        SettingCase.of("account", "OP_MCP_ACCOUNT", s -> s.backend().account())
            .accepts("my.1password.com", "my.1password.com")
            .with("OP_MCP_AUTH_MODE", "demo"),
        SettingCase.of(
                "service-account-token",
                "OP_SERVICE_ACCOUNT_TOKEN",
                s -> s.backend().serviceAccountToken())
            .or("OP_MCP_SERVICE_ACCOUNT_TOKEN")
            .accepts("ops_abc", Secret.of("ops_abc"))
            .refuses("ops_a b", "has characters other than visible ASCII"),
        SettingCase.of(
                "service-account-reads-per-hour",
                "OP_MCP_SERVICE_ACCOUNT_READS_PER_HOUR",
                s -> s.backend().serviceAccountLimits().reads())
            .initially(900)
            .accepts("9000", 9000)
            .refuses("0", "is not between 1 and 1000000"),
        SettingCase.of(
                "service-account-writes-per-hour",
                "OP_MCP_SERVICE_ACCOUNT_WRITES_PER_HOUR",
                s -> s.backend().serviceAccountLimits().writes())
            .initially(90)
            .accepts("900", 900)
            .refuses("0", "is not between 1 and 1000000"),
        SettingCase.of("connect-host", "OP_CONNECT_HOST", s -> s.backend().connectHost())
            .initially(URI.create("http://127.0.0.1:8080"))
            .accepts("http://localhost:9999/", URI.create("http://localhost:9999"))
            .refuses("ftp://localhost", "does not begin with http:// or https://"),
        truth(
                "connect-allow-remote",
                "OP_MCP_CONNECT_ALLOW_REMOTE",
                s -> s.backend().connectAllowRemote())
            .initially(false),
        SettingCase.of("connect-token", "OP_CONNECT_TOKEN", s -> s.backend().connectToken())
            .accepts("eyJh.b.c", Secret.of("eyJh.b.c"))
            .refuses("eyJh.b.c\u0001x", "has characters other than visible ASCII"),
        millis("connect-timeout-ms", "OP_MCP_CONNECT_TIMEOUT_MS", s -> s.backend().connectTimeout())
            .initially(Duration.ofSeconds(30))
            .refuses("999", "is not between 1000 and 600000"),
        SettingCase.of("allowed-vault", "OP_MCP_ALLOWED_VAULTS", s -> s.backend().allowedVaults())
            .initially(Set.of())
            .accepts("My Vault", Set.of("My Vault")));
  }

  private static List<SettingCase> gates() {
    return List.of(
        gate("enable-secret-reveal", "OP_MCP_ENABLE_SECRET_REVEAL", s -> s.gates().secretReveal()),
        gate("enable-writes", "OP_MCP_ENABLE_WRITES", s -> s.gates().writes()),
        gate(
            "enable-destructive-actions",
            "OP_MCP_ENABLE_DESTRUCTIVE_ACTIONS",
            s -> s.gates().destructiveActions()),
        gate(
            "enable-permission-mutation",
            "OP_MCP_ENABLE_PERMISSION_MUTATION",
            s -> s.gates().permissionMutation()),
        gate("enable-script-runner", "OP_MCP_ENABLE_SCRIPT_RUNNER", s -> s.gates().scriptRunner())
            .with(
                "OP_MCP_ACCOUNT", "acme",
                "OP_MCP_OP_CLI_PATH", "/usr/bin/op",
                "OP_MCP_SCRIPT_RUNNER_ALLOWLISTS", "/etc/allow.json"),
        gate(
                "enable-unrestricted-script-runner",
                "OP_MCP_ENABLE_UNRESTRICTED_SCRIPT_RUNNER",
                s -> s.gates().unrestrictedScriptRunner())
            .with("OP_MCP_ACCOUNT", "acme", "OP_MCP_OP_CLI_PATH", "/usr/bin/op"),
        gate(
                "enable-unrestricted-runner",
                "OP_MCP_ENABLE_UNRESTRICTED_RUNNER",
                s -> s.gates().unrestrictedRunner())
            .with("OP_MCP_ACCOUNT", "acme", "OP_MCP_UNRESTRICTED_RUNNER_ROOTS", "/srv"));
  }

  private static List<SettingCase> runner() {
    return List.of(
        paths("script-runner-root", "OP_MCP_SCRIPT_RUNNER_ROOTS", s -> s.runner().roots()),
        paths(
            "script-runner-allowlist",
            "OP_MCP_SCRIPT_RUNNER_ALLOWLISTS",
            s -> s.runner().allowlists()),
        paths(
            "script-runner-allowlist-manifest",
            "OP_MCP_SCRIPT_RUNNER_ALLOWLIST_MANIFESTS",
            s -> s.runner().allowlistManifests()),
        paths(
            "unrestricted-runner-root",
            "OP_MCP_UNRESTRICTED_RUNNER_ROOTS",
            s -> s.runner().unrestrictedRoots()),
        millis(
                "unrestricted-runner-command-timeout-ms",
                "OP_MCP_UNRESTRICTED_RUNNER_COMMAND_TIMEOUT_MS",
                s -> s.runner().commandTimeout())
            .initially(Duration.ofMinutes(10))
            .refuses("3600001", "is not between 1000 and 3600000"),
        SettingCase.of("op-cli-path", "OP_MCP_OP_CLI_PATH", s -> s.runner().opCliPath())
            .initially(Path.of("op"))
            .accepts("/opt/bin/op", Path.of("/opt/bin/op")),
        SettingCase.of(
                "op-cli-auth-mode", "OP_MCP_OP_CLI_AUTH_MODE", s -> s.runner().opCliAuthMode())
            .initially(OpCliAuthMode.AUTO)
            .accepts("manual-session", OpCliAuthMode.MANUAL_SESSION)
            .refuses("never", "is not one of auto, desktop, manual-session, service-account, none"),
        SettingCase.of(
                "acknowledge-unrestricted-runner",
                "OP_MCP_ACKNOWLEDGE_UNRESTRICTED_RUNNER",
                s -> s.runner().acknowledgement())
            .accepts("I do", "I do"));
  }

  private static List<SettingCase> approval() {
    return List.of(
        truth(
                "unrestricted-runner-require-session-approval",
                "OP_MCP_UNRESTRICTED_RUNNER_REQUIRE_SESSION_APPROVAL",
                s -> s.runner().requireSessionApproval())
            .initially(true)
            .accepts("off", false),
        SettingCase.of(
                "unrestricted-runner-approval-host",
                "OP_MCP_UNRESTRICTED_RUNNER_APPROVAL_HOST",
                s -> s.approval().host())
            .initially("127.0.0.1")
            .accepts("[::1]", "::1")
            .refuses("192.168.1.2", "is not a loopback host (localhost, 127.x.x.x or ::1)"),
        port(
                "unrestricted-runner-approval-port",
                "OP_MCP_UNRESTRICTED_RUNNER_APPROVAL_PORT",
                s -> s.approval().port())
            .initially(0),
        millis(
                "unrestricted-runner-approval-ttl-ms",
                "OP_MCP_UNRESTRICTED_RUNNER_APPROVAL_TTL_MS",
                s -> s.approval().ttl())
            .initially(Duration.ofHours(12))
            .refuses("604800001", "is not between 1000 and 604800000"),
        SettingCase.of(
                "approval-remember-store-path",
                "OP_MCP_APPROVAL_REMEMBER_STORE_PATH",
                s -> s.approval().rememberStorePath())
            .initially(home(".onepassword-mcp/approval-grants.enc.json"))
            .accepts("/var/lib/grants", Path.of("/var/lib/grants"))
            .refuses("grants", NO_PATH),
        SettingCase.of(
                "approval-remember-key-path",
                "OP_MCP_APPROVAL_REMEMBER_KEY_PATH",
                s -> s.approval().rememberKeyPath())
            .initially(home(".onepassword-mcp/approval-grants.key"))
            .accepts("~/grants.key", home("grants.key"))
            .refuses("./grants.key", NO_PATH),
        millis(
                "approval-remember-ttl-ms",
                "OP_MCP_APPROVAL_REMEMBER_TTL_MS",
                s -> s.approval().rememberTtl())
            .initially(Duration.ofDays(1))
            .refuses("0", "is not between 1000 and 604800000"));
  }

  private static List<SettingCase> http() {
    return List.of(
        SettingCase.of("transport", "OP_MCP_TRANSPORT", Settings::transport)
            .initially(Transport.STDIO)
            .accepts("http", Transport.HTTP)
            .refuses("sse", "is not one of stdio, http")
            .with(
                "OP_MCP_ACCOUNT", "acme",
                "OP_MCP_HTTP_BEARER_TOKEN", "0123456789abcdef"),
        SettingCase.of(
                "max-calls-per-minute", "OP_MCP_MAX_CALLS_PER_MINUTE", Settings::maxCallsPerMinute)
            .initially(600)
            .accepts("0", 0)
            .refuses("1000001", "is not between 0 and 1000000"),
        SettingCase.of("http-host", "OP_MCP_HTTP_HOST", s -> s.http().host())
            .initially("127.0.0.1")
            .accepts("0.0.0.0", "0.0.0.0")
            .refuses("http://x", "is not a host name or address"),
        port("http-port", "OP_MCP_HTTP_PORT", s -> s.http().port()).initially(17337),
        SettingCase.of("http-path", "OP_MCP_HTTP_PATH", s -> s.http().path())
            .initially("/mcp")
            .accepts("/agents/mcp", "/agents/mcp")
            .refuses("mcp", "does not begin with /"),
        truth("http-require-bearer", "OP_MCP_HTTP_REQUIRE_BEARER", s -> s.http().requireBearer())
            .initially(true)
            .accepts("no", false),
        SettingCase.of("http-bearer-token", "OP_MCP_HTTP_BEARER_TOKEN", s -> s.http().bearerToken())
            .accepts("0123456789abcdef", Secret.of("0123456789abcdef"))
            .refuses("0123456789abcdef\u00e9", "has characters other than visible ASCII"),
        SettingCase.of(
                "request-state-key", "OP_MCP_REQUEST_STATE_KEY", s -> s.http().requestStateKey())
            .accepts(
                "0123456789abcdef0123456789abcdef", Secret.of("0123456789abcdef0123456789abcdef"))
            .refuses("with a space", "has characters other than visible ASCII"),
        SettingCase.of(
                "http-allowed-origin",
                "OP_MCP_HTTP_ALLOWED_ORIGINS",
                s -> s.http().allowedOrigins())
            .initially(List.of())
            .accepts("https://App.example.com", List.of("https://app.example.com"))
            .refuses("app.example.com", "is not an origin such as https://app.example.com"),
        SettingCase.of(
                "http-allowed-host", "OP_MCP_HTTP_ALLOWED_HOSTS", s -> s.http().allowedHosts())
            .initially(List.of())
            .accepts("op.example.com:443", List.of("op.example.com:443"))
            .refuses("http://x", "is not a host with or without a port"),
        SettingCase.of("http-max-sessions", "OP_MCP_HTTP_MAX_SESSIONS", s -> s.http().maxSessions())
            .initially(64)
            .accepts("2", 2)
            .refuses("0", "is not between 1 and 10000"),
        millis("http-session-idle-ms", "OP_MCP_HTTP_SESSION_IDLE_MS", s -> s.http().sessionIdle())
            .initially(Duration.ofMinutes(15))
            .refuses("86400001", "is not between 1000 and 86400000"),
        millis(
                "http-request-timeout-ms",
                "OP_MCP_HTTP_REQUEST_TIMEOUT_MS",
                s -> s.http().requestTimeout())
            .initially(Duration.ofSeconds(30))
            .refuses("1e4", "is not a whole number"),
        tls("http-tls-cert", "OP_MCP_HTTP_TLS_CERT", TlsSettings::certificate)
            .with("OP_MCP_ACCOUNT", "acme", "OP_MCP_HTTP_TLS_KEY", "/etc/tls/key.pem"),
        tls("http-tls-key", "OP_MCP_HTTP_TLS_KEY", TlsSettings::key)
            .with("OP_MCP_ACCOUNT", "acme", "OP_MCP_HTTP_TLS_CERT", "/etc/tls/cert.pem"),
        tls("http-tls-client-ca", "OP_MCP_HTTP_TLS_CLIENT_CA", TlsSettings::clientCa)
            .with(
                "OP_MCP_ACCOUNT", "acme",
                "OP_MCP_HTTP_TLS_CERT", "/etc/tls/cert.pem",
                "OP_MCP_HTTP_TLS_KEY", "/etc/tls/key.pem"));
  }

  private static List<SettingCase> oauth() {
    String resource = "https://op.example.com/mcp";
    return List.of(
        SettingCase.of("oauth-issuer", "OP_MCP_OAUTH_ISSUER", s -> oauth(s, OAuthSettings::issuer))
            .with("OP_MCP_ACCOUNT", "acme", "OP_MCP_OAUTH_RESOURCE", resource)
            .accepts("https://id.example.com/t/", URI.create("https://id.example.com/t/"))
            .refuses("http://id.example.com", "must be https, unless it is on a loopback host"),
        SettingCase.of(
                "oauth-resource", "OP_MCP_OAUTH_RESOURCE", s -> oauth(s, OAuthSettings::resource))
            .with("OP_MCP_ACCOUNT", "acme", "OP_MCP_OAUTH_ISSUER", "http://127.0.0.1:9000")
            .accepts(resource, URI.create(resource))
            .refuses("https://op.example.com/#x", "has a query or a fragment"),
        SettingCase.of(
                "oauth-audience", "OP_MCP_OAUTH_AUDIENCE", s -> oauth(s, OAuthSettings::audience))
            .with(
                "OP_MCP_ACCOUNT",
                "acme",
                "OP_MCP_OAUTH_RESOURCE",
                resource,
                "OP_MCP_OAUTH_ISSUER",
                "https://id.example.com")
            .initially(resource)
            .accepts("api://op", "api://op"),
        SettingCase.of(
                "oauth-jwks-uri", "OP_MCP_OAUTH_JWKS_URI", s -> oauth(s, OAuthSettings::jwksUri))
            .with(
                "OP_MCP_ACCOUNT",
                "acme",
                "OP_MCP_OAUTH_RESOURCE",
                resource,
                "OP_MCP_OAUTH_ISSUER",
                "https://id.example.com")
            .accepts("https://id.example.com/keys", URI.create("https://id.example.com/keys"))
            .refuses("ftp://id.example.com", "does not begin with http:// or https://"));
  }

  private static @Nullable Object oauth(
      Settings settings, Function<OAuthSettings, @Nullable Object> member) {
    OAuthSettings oauth = settings.http().oauth();
    return oauth == null ? null : member.apply(oauth);
  }

  private static List<SettingCase> service() {
    return List.of(
        SettingCase.of("audit-log-path", "OP_MCP_AUDIT_LOG_PATH", Settings::auditLogPath)
            .initially(home(".onepassword-mcp/audit.jsonl"))
            .accepts("audit.jsonl", Path.of("audit.jsonl").toAbsolutePath()),
        truth("diagnostics", "OP_MCP_DIAGNOSTICS", Settings::diagnostics).initially(false),
        SettingCase.of("log-level", "OP_MCP_LOG_LEVEL", Settings::logLevel)
            .initially(LogLevel.INFO)
            .accepts("WARN", LogLevel.WARN)
            .refuses("loud", "is not one of error, warn, info, debug, trace"),
        SettingCase.of("log-format", "OP_MCP_LOG_FORMAT", Settings::logFormat)
            .initially(LogFormat.TEXT)
            .accepts("json", LogFormat.JSON)
            .refuses("xml", "is not one of text, json"),
        millis("shutdown-grace-ms", "OP_MCP_SHUTDOWN_GRACE_MS", Settings::shutdownGrace)
            .initially(Duration.ofSeconds(10))
            .refuses("600001", "is not between 0 and 600000"));
  }

  private static SettingCase gate(
      String name, String variable, Function<Settings, @Nullable Object> value) {
    return truth(name, variable, value).initially(false);
  }

  private static SettingCase truth(
      String name, String variable, Function<Settings, @Nullable Object> value) {
    return SettingCase.of(name, variable, value).accepts("yes", true).refuses("maybe", NO_TRUTH);
  }

  private static SettingCase millis(
      String name, String variable, Function<Settings, @Nullable Object> value) {
    return SettingCase.of(name, variable, value)
        .accepts("2500", Duration.ofMillis(2_500))
        .refuses("x", "is not a whole number");
  }

  private static SettingCase port(
      String name, String variable, Function<Settings, @Nullable Object> value) {
    return SettingCase.of(name, variable, value)
        .accepts("8443", 8_443)
        .refuses("99999", "is not between 0 and 65535");
  }

  private static SettingCase paths(
      String name, String variable, Function<Settings, @Nullable Object> value) {
    return SettingCase.of(name, variable, value)
        .initially(List.of())
        .accepts("/srv/work", List.of(Path.of("/srv/work")))
        .refuses("work", NO_PATH);
  }

  private static SettingCase tls(
      String name, String variable, Function<TlsSettings, @Nullable Object> file) {
    return SettingCase.of(
            name, variable, s -> s.http().tls() == null ? null : file.apply(s.http().tls()))
        .accepts("/etc/tls/file.pem", Path.of("/etc/tls/file.pem"));
  }

  private static Path home(String path) {
    return Path.of(System.getProperty("user.home"), path);
  }
}
