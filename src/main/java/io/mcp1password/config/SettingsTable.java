package io.mcp1password.config;

import static io.mcp1password.config.SettingGroup.APPROVAL;
import static io.mcp1password.config.SettingGroup.BACKEND;
import static io.mcp1password.config.SettingGroup.GATES;
import static io.mcp1password.config.SettingGroup.RUNNER;
import static io.mcp1password.config.SettingGroup.SERVICE;
import static io.mcp1password.config.SettingGroup.STAND_IN;
import static io.mcp1password.config.SettingGroup.TRANSPORT;
import static io.mcp1password.config.ValueTypes.absolutePath;
import static io.mcp1password.config.ValueTypes.choice;
import static io.mcp1password.config.ValueTypes.count;
import static io.mcp1password.config.ValueTypes.millis;
import static io.mcp1password.config.ValueTypes.path;
import static io.mcp1password.config.ValueTypes.port;
import static io.mcp1password.config.ValueTypes.secret;
import static io.mcp1password.config.ValueTypes.text;
import static io.mcp1password.config.ValueTypes.truth;

import io.mcp1password.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every setting there is, each declared once, in the order of the help and the reference. */
final class SettingsTable {

  private static final int SECOND = 1_000;
  private static final int MINUTE = 60 * SECOND;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private static final List<Setting<?>> SERVER_SETTINGS = new ArrayList<>();

  static final Setting<AuthMode> AUTH_MODE =
      server(
          BACKEND
              .setting(
                  "auth-mode",
                  choice(AuthMode.class, AuthMode::flagValue),
                  "How 1Password is reached; demo needs no account.")
              .orElse("desktop"));
  static final Setting<String> ACCOUNT =
      server(
          BACKEND.setting(
              "account", text("account"), "The account's name or id, for the desktop app."));
  static final Setting<Secret> SERVICE_ACCOUNT_TOKEN =
      server(
          BACKEND
              .setting(
                  "service-account-token",
                  secret(),
                  "The service account's token; the variable is safer than the flag.")
              .from("OP_SERVICE_ACCOUNT_TOKEN", "OP_MCP_SERVICE_ACCOUNT_TOKEN"));
  static final Setting<Integer> SERVICE_ACCOUNT_READS =
      server(
          BACKEND
              .setting(
                  "service-account-reads-per-hour",
                  count(1, 1_000_000),
                  "The most reads that are sent as a service account in an hour.")
              .orElse("900"));
  static final Setting<Integer> SERVICE_ACCOUNT_WRITES =
      server(
          BACKEND
              .setting(
                  "service-account-writes-per-hour",
                  count(1, 1_000_000),
                  "The most writes that are sent as a service account in an hour.")
              .orElse("90"));
  static final Setting<URI> CONNECT_HOST =
      server(
          BACKEND
              .setting(
                  "connect-host",
                  NetworkTypes.server(),
                  "The Connect server's address, without credentials.")
              .from("OP_CONNECT_HOST")
              .orElse("http://127.0.0.1:8080"));
  static final Setting<Boolean> CONNECT_ALLOW_REMOTE =
      server(
          BACKEND
              .setting(
                  "connect-allow-remote",
                  truth(),
                  "Whether the Connect server may be on another machine.")
              .orElse("false"));
  static final Setting<Secret> CONNECT_TOKEN =
      server(
          BACKEND
              .setting(
                  "connect-token",
                  secret(),
                  "The Connect server's token; the variable is safer than the flag.")
              .from("OP_CONNECT_TOKEN"));
  static final Setting<Duration> CONNECT_TIMEOUT =
      server(
          BACKEND
              .setting(
                  "connect-timeout-ms",
                  millis(SECOND, 10 * MINUTE),
                  "The longest that one call to Connect may take.")
              .orElse("30000"));
  static final Setting<String> ALLOWED_VAULT =
      server(
          BACKEND
              .setting(
                  "allowed-vault",
                  text("vault"),
                  "The only vaults to be visible, by id or name; none given: all.")
              .from("OP_MCP_ALLOWED_VAULTS")
              .severalBy(Separator.COMMA));

  static final Setting<Boolean> ENABLE_SECRET_REVEAL =
      gate("enable-secret-reveal", "Secrets may be revealed in plain text.");
  static final Setting<Boolean> ENABLE_WRITES =
      gate("enable-writes", "Vaults and items may be created and changed.");
  static final Setting<Boolean> ENABLE_DESTRUCTIVE_ACTIONS =
      gate("enable-destructive-actions", "Vaults and items may be deleted and archived.");
  static final Setting<Boolean> ENABLE_PERMISSION_MUTATION =
      gate("enable-permission-mutation", "Permissions on vaults may be changed.");
  static final Setting<Boolean> ENABLE_SCRIPT_RUNNER =
      gate("enable-script-runner", "Allowlisted commands may be run.");
  static final Setting<Boolean> ENABLE_UNRESTRICTED_SCRIPT_RUNNER =
      gate(
          "enable-unrestricted-script-runner",
          "The same, and free-form commands with secrets, once approved.");
  static final Setting<Boolean> ENABLE_UNRESTRICTED_RUNNER =
      gate(
          "enable-unrestricted-runner",
          "Free-form commands without secrets may be run, once approved.");

  static final Setting<Path> SCRIPT_RUNNER_ROOT =
      paths("script-runner-root", "The folders in which an allowlist's workspaces may stand.");
  static final Setting<Path> SCRIPT_RUNNER_ALLOWLIST =
      paths("script-runner-allowlist", "The files that name the commands to be run.");
  static final Setting<Path> SCRIPT_RUNNER_ALLOWLIST_MANIFEST =
      paths("script-runner-allowlist-manifest", "The files that name further allowlists.");
  static final Setting<Path> UNRESTRICTED_RUNNER_ROOT =
      paths("unrestricted-runner-root", "The folders in which free-form commands may run.");
  static final Setting<Duration> UNRESTRICTED_RUNNER_COMMAND_TIMEOUT =
      server(
          RUNNER
              .setting(
                  "unrestricted-runner-command-timeout-ms",
                  millis(SECOND, HOUR),
                  "The longest that a free-form command may take.")
              .orElse("600000"));
  static final Setting<Path> OP_CLI_PATH =
      server(
          RUNNER
              .setting(
                  "op-cli-path",
                  path(),
                  "The op command line; absolute when the script runner is on.")
              .orElse("op"));
  static final Setting<OpCliAuthMode> OP_CLI_AUTH_MODE =
      server(
          RUNNER
              .setting(
                  "op-cli-auth-mode",
                  choice(OpCliAuthMode.class, OpCliAuthMode::flagValue),
                  "How the op command line is signed in for commands; auto follows --auth-mode.")
              .orElse("auto"));

  static final Setting<Boolean> REQUIRE_SESSION_APPROVAL =
      server(
          APPROVAL
              .setting(
                  "unrestricted-runner-require-session-approval",
                  truth(),
                  "Whether a person has to approve free-form commands first.")
              .orElse("true"));
  static final Setting<String> APPROVAL_HOST =
      server(
          APPROVAL
              .setting(
                  "unrestricted-runner-approval-host",
                  NetworkTypes.loopbackHost(),
                  "Where the approval page listens.")
              .orElse("127.0.0.1"));
  static final Setting<Integer> APPROVAL_PORT =
      server(
          APPROVAL
              .setting(
                  "unrestricted-runner-approval-port",
                  port(),
                  "The approval page's port; 0 for a free one.")
              .orElse("0"));
  static final Setting<Duration> APPROVAL_TTL =
      server(
          APPROVAL
              .setting(
                  "unrestricted-runner-approval-ttl-ms",
                  millis(SECOND, 7 * DAY),
                  "How long an approval holds.")
              .orElse("43200000"));
  static final Setting<Path> APPROVAL_REMEMBER_STORE_PATH =
      server(
          APPROVAL
              .setting(
                  "approval-remember-store-path",
                  absolutePath(),
                  "The encrypted file of remembered approvals.")
              .orElse("~/.onepassword-mcp/approval-grants.enc.json"));
  static final Setting<Path> APPROVAL_REMEMBER_KEY_PATH =
      server(
          APPROVAL
              .setting(
                  "approval-remember-key-path",
                  absolutePath(),
                  "The file that holds the key to it.")
              .orElse("~/.onepassword-mcp/approval-grants.key"));
  static final Setting<Duration> APPROVAL_REMEMBER_TTL =
      server(
          APPROVAL
              .setting(
                  "approval-remember-ttl-ms",
                  millis(SECOND, 7 * DAY),
                  "How long an approval is remembered.")
              .orElse("86400000"));
  static final Setting<String> ACKNOWLEDGE_UNRESTRICTED_RUNNER =
      server(
          APPROVAL.setting(
              "acknowledge-unrestricted-runner",
              text("phrase"),
              "The phrase that allows to turn the approval off."));

  static final Setting<Transport> TRANSPORT_MODE =
      server(
          TRANSPORT
              .setting(
                  "transport",
                  choice(Transport.class, Transport::flagValue),
                  "How MCP clients connect; http serves the REST API as well.")
              .orElse("stdio"));
  static final Setting<Integer> MAX_CALLS_PER_MINUTE =
      server(
          TRANSPORT
              .setting(
                  "max-calls-per-minute",
                  count(0, 1_000_000),
                  "The most calls of one caller in a minute; 0 for no limit.")
              .orElse("600"));
  static final Setting<String> HTTP_HOST =
      server(
          TRANSPORT
              .setting("http-host", NetworkTypes.host(), "Where the server listens.")
              .orElse("127.0.0.1"));
  static final Setting<Integer> HTTP_PORT =
      server(TRANSPORT.setting("http-port", port(), "The port; 0 for a free one.").orElse("17337"));
  static final Setting<String> HTTP_PATH =
      server(
          TRANSPORT
              .setting("http-path", NetworkTypes.endpointPath(), "Where the MCP endpoint stands.")
              .orElse("/mcp"));
  static final Setting<Boolean> HTTP_REQUIRE_BEARER =
      server(
          TRANSPORT
              .setting(
                  "http-require-bearer",
                  truth(),
                  "Whether callers need the token; false on a loopback host only.")
              .orElse("true"));
  static final Setting<Secret> HTTP_BEARER_TOKEN =
      server(
          TRANSPORT
              .setting(
                  "http-bearer-token",
                  secret(),
                  "The bearer token, 16 or more characters; never a flag.")
              .withoutFlag());
  static final Setting<String> HTTP_ALLOWED_ORIGIN =
      server(
          TRANSPORT
              .setting(
                  "http-allowed-origin",
                  NetworkTypes.origin(),
                  "Web origins that may call; none given: those of loopback.")
              .from("OP_MCP_HTTP_ALLOWED_ORIGINS")
              .severalBy(Separator.COMMA));
  static final Setting<String> HTTP_ALLOWED_HOST =
      server(
          TRANSPORT
              .setting(
                  "http-allowed-host",
                  NetworkTypes.hostAndPort(),
                  "Host names that callers may use; none given: by --http-host.")
              .from("OP_MCP_HTTP_ALLOWED_HOSTS")
              .severalBy(Separator.COMMA));
  static final Setting<Integer> HTTP_MAX_SESSIONS =
      server(
          TRANSPORT
              .setting("http-max-sessions", count(1, 10_000), "The most MCP sessions at once.")
              .orElse("64"));
  static final Setting<Duration> HTTP_SESSION_IDLE =
      server(
          TRANSPORT
              .setting(
                  "http-session-idle-ms",
                  millis(SECOND, DAY),
                  "After how long without a call a session ends.")
              .orElse("900000"));
  static final Setting<Duration> HTTP_REQUEST_TIMEOUT =
      server(
          TRANSPORT
              .setting(
                  "http-request-timeout-ms",
                  millis(SECOND, 10 * MINUTE),
                  "The longest that one request may take.")
              .orElse("30000"));

  static final Setting<Path> HTTP_TLS_CERT =
      server(
          TRANSPORT.setting(
              "http-tls-cert",
              path(),
              "The listener's certificate and those above it, in PEM; makes it https."));
  static final Setting<Path> HTTP_TLS_KEY =
      server(TRANSPORT.setting("http-tls-key", path(), "The certificate's private key, in PEM."));
  static final Setting<Path> HTTP_TLS_CLIENT_CA =
      server(
          TRANSPORT.setting(
              "http-tls-client-ca",
              path(),
              "Issuers in PEM; every client must show a certificate of theirs."));
  static final Setting<Secret> REQUEST_STATE_KEY =
      server(
          TRANSPORT
              .setting(
                  "request-state-key",
                  secret(),
                  "The key that seals requestState, the same for all instances; never a flag.")
              .withoutFlag());
  static final Setting<URI> OAUTH_ISSUER =
      server(
          TRANSPORT.setting(
              "oauth-issuer",
              NetworkTypes.oauthServer(),
              "The authorization server whose access tokens are accepted as well."));
  static final Setting<URI> OAUTH_RESOURCE =
      server(
          TRANSPORT.setting(
              "oauth-resource",
              NetworkTypes.oauthServer(),
              "The MCP endpoint's address as clients know it."));
  static final Setting<String> OAUTH_AUDIENCE =
      server(
          TRANSPORT.setting(
              "oauth-audience",
              text("audience"),
              "The audience of access tokens; not given: the --oauth-resource."));
  static final Setting<URI> OAUTH_JWKS_URI =
      server(
          TRANSPORT.setting(
              "oauth-jwks-uri",
              NetworkTypes.oauthServer(),
              "The issuer's key set; not given: what the issuer's metadata names."));

  static final Setting<Path> AUDIT_LOG_PATH =
      server(
          SERVICE
              .setting("audit-log-path", path(), "The audit log's file.")
              .orElse("~/.onepassword-mcp/audit.jsonl"));
  static final Setting<Boolean> DIAGNOSTICS =
      server(
          SERVICE
              .setting(
                  "diagnostics",
                  truth(),
                  "Accepted for compatibility; session status tells whether it is set.")
              .orElse("false"));
  static final Setting<LogLevel> LOG_LEVEL =
      server(
          SERVICE
              .setting(
                  "log-level", choice(LogLevel.class, LogLevel::flagValue), "How much is logged.")
              .orElse("info"));
  static final Setting<LogFormat> LOG_FORMAT =
      server(
          SERVICE
              .setting(
                  "log-format",
                  choice(LogFormat.class, LogFormat::flagValue),
                  "The form of the log: lines of text, or one JSON object a line.")
              .orElse("text"));
  static final Setting<Duration> SHUTDOWN_GRACE =
      server(
          SERVICE
              .setting(
                  "shutdown-grace-ms",
                  millis(0, 10 * MINUTE),
                  "How long running calls may take to end when the service is told to stop.")
              .orElse("10000"));

  static final Setting<String> STAND_IN_HOST =
      STAND_IN
          .setting("host", NetworkTypes.host(), "Where the stand-in listens.")
          .from()
          .orElse("127.0.0.1");
  static final Setting<Integer> STAND_IN_PORT =
      STAND_IN.setting("port", port(), "The port; 0 for a free one.").from().orElse("8080");

  /** The settings of the server. */
  static final List<Setting<?>> SERVER = Collections.unmodifiableList(SERVER_SETTINGS);

  /** The settings of the Connect stand-in when it runs alone. */
  static final List<Setting<?>> ALONE = List.of(STAND_IN_HOST, STAND_IN_PORT);

  private SettingsTable() {}

  private static Setting<Boolean> gate(String name, String description) {
    return server(GATES.setting(name, truth(), description).orElse("false"));
  }

  private static Setting<Path> paths(String name, String description) {
    Setting<Path> one = RUNNER.setting(name, absolutePath(), description);
    return server(one.from(one.environment().getFirst() + "S").severalBy(Separator.PATH));
  }

  private static <T> Setting<T> server(Setting<T> setting) {
    SERVER_SETTINGS.add(setting);
    return setting;
  }
}
