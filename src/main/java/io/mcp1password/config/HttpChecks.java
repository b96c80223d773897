package io.mcp1password.config;

import static io.mcp1password.config.SettingsTable.AUTH_MODE;
import static io.mcp1password.config.SettingsTable.HTTP_BEARER_TOKEN;
import static io.mcp1password.config.SettingsTable.HTTP_HOST;
import static io.mcp1password.config.SettingsTable.HTTP_REQUIRE_BEARER;
import static io.mcp1password.config.SettingsTable.HTTP_TLS_CERT;
import static io.mcp1password.config.SettingsTable.HTTP_TLS_CLIENT_CA;
import static io.mcp1password.config.SettingsTable.HTTP_TLS_KEY;
import static io.mcp1password.config.SettingsTable.REQUEST_STATE_KEY;
import static io.mcp1password.config.SettingsTable.TRANSPORT_MODE;

import io.mcp1password.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the HTTP listener is guarded as its address demands. */
record HttpChecks(Settings settings, Values values, Findings findings) {

  private static final int SHORTEST_BEARER = 16;
  private static final int SHORTEST_KEY = 32;

  void run() {
    if (settings.transport() == Transport.STDIO) {
      return;
    }
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

  private void checkBearer(@Nullable Secret token) {
    List<Setting<?>> about =
        List.of(HTTP_BEARER_TOKEN, HTTP_REQUIRE_BEARER, TRANSPORT_MODE, AUTH_MODE);
    if (token == null) {
      if (settings.backend().authMode() != AuthMode.DEMO) {
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
