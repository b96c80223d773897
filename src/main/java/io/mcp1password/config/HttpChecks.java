package io.mcp1password.config;

import static io.mcp1password.config.SettingsTable.AUTH_MODE;
import static io.mcp1password.config.SettingsTable.HTTP_BEARER_TOKEN;
import static io.mcp1password.config.SettingsTable.HTTP_HOST;
import static io.mcp1password.config.SettingsTable.HTTP_REQUIRE_BEARER;
import static io.mcp1password.config.SettingsTable.HTTP_TLS_CERT;
import static io.mcp1password.config.SettingsTable.HTTP_TLS_CLIENT_CA;
import static io.mcp1password.config.SettingsTable.HTTP_TLS_KEY;
import static io.mcp1password.config.SettingsTable.OAUTH_AUDIENCE;
import static io.mcp1password.config.SettingsTable.OAUTH_ISSUER;
import static io.mcp1password.config.SettingsTable.OAUTH_JWKS_URI;
import static io.mcp1password.config.SettingsTable.OAUTH_RESOURCE;
import static io.mcp1password.config.SettingsTable.REQUEST_STATE_KEY;
import static io.mcp1password.config.SettingsTable.TRANSPORT_MODE;

import io.mcp1password.model.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the HTTP listener is guarded as its address demands. */
record HttpChecks(Settings settings, Values values, Findings findings) {

  private static final int SHORTEST_BEARER = 16;
  private static final int SHORTEST_KEY = 32;

  void run() {
    if (settings.transport() == Transport.STDIO) {
      return;
    }
    checkOauth();
    checkTls();
    Secret bearerToken = values.find(HTTP_BEARER_TOKEN);
    checkKey(settings.http().requestStateKey());
    boolean loopback = Loopback.matches(settings.http().host());
    if (settings.http().requireBearer()) {
      checkBearer(bearerToken);
    } else if (!loopback) {
      findings.conflict(
          List.of(HTTP_REQUIRE_BEARER, HTTP_HOST, TRANSPORT_MODE),
          "false is for a loopback --http-host only");
    } else if (bearerToken != null) {
      findings.warning(
          HTTP_BEARER_TOKEN.label() + ": not used, since --http-require-bearer is false");
    }
    if (!loopback && settings.http().tls() == null) {
      findings.warning(
          HTTP_HOST.label()
              + ": bound beyond loopback without TLS, so that others on the network can read what"
              + " is sent; set --http-tls-cert and --http-tls-key, or"
              + " put a TLS proxy in front");
    }
  }

  /** Whether the files of TLS that were named make a whole. */
  private void checkTls() {
    boolean certificate = values.find(HTTP_TLS_CERT) != null;
    boolean key = values.find(HTTP_TLS_KEY) != null;
    if (certificate != key) {
      findings.conflict(
          certificate ? List.of(HTTP_TLS_KEY, HTTP_TLS_CERT) : List.of(HTTP_TLS_CERT, HTTP_TLS_KEY),
          "missing; a certificate and its key go together");
    } else if (!certificate && values.find(HTTP_TLS_CLIENT_CA) != null) {
      findings.conflict(
          List.of(HTTP_TLS_CLIENT_CA), "needs --http-tls-cert and --http-tls-key as well");
    }
  }

  private void checkKey(@Nullable Secret key) {
    if (key != null && key.length() < SHORTEST_KEY) {
      findings.conflict(
          List.of(REQUEST_STATE_KEY, TRANSPORT_MODE),
          "the value has fewer than " + SHORTEST_KEY + " characters");
    }
  }

  private void checkOauth() {
    List<Setting<?>> given =
        Stream.<Setting<?>>of(OAUTH_ISSUER, OAUTH_RESOURCE, OAUTH_AUDIENCE, OAUTH_JWKS_URI)
            .filter(each -> values.find(each) != null)
            .toList();
    if (given.isEmpty()) {
      return;
    }
    if (!given.contains(OAUTH_ISSUER)) {
      conflict(OAUTH_ISSUER, given, "missing; " + given.getFirst().label() + " needs it");
    } else if (!given.contains(OAUTH_RESOURCE)) {
      conflict(
          OAUTH_RESOURCE,
          given,
          "missing; --oauth-issuer needs the MCP endpoint's address as clients know it");
    }
    if (!settings.http().requireBearer()) {
      conflict(
          HTTP_REQUIRE_BEARER, given, "false lets everybody in; --oauth-issuer has no use then");
    }
  }

  private void conflict(Setting<?> about, List<Setting<?>> given, String message) {
    findings.conflict(
        Stream.concat(Stream.of(about, TRANSPORT_MODE), given.stream()).toList(), message);
  }

  private void checkBearer(@Nullable Secret token) {
    List<Setting<?>> about =
        List.of(HTTP_BEARER_TOKEN, HTTP_REQUIRE_BEARER, TRANSPORT_MODE, AUTH_MODE);
    if (token == null) {
      if (settings.backend().authMode() != AuthMode.DEMO && settings.http().oauth() == null) {
        findings.conflict(
            about,
            "missing; --transport=http needs a bearer token of "
                + SHORTEST_BEARER
                + " or more characters");
      }
    } else if (token.length() < SHORTEST_BEARER) {
      findings.conflict(about, "the value has fewer than " + SHORTEST_BEARER + " characters");
    }
  }
}
