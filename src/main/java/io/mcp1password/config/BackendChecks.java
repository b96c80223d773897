package io.mcp1password.config;

import static io.mcp1password.config.SettingsTable.ACCOUNT;
import static io.mcp1password.config.SettingsTable.AUTH_MODE;
import static io.mcp1password.config.SettingsTable.CONNECT_ALLOW_REMOTE;
import static io.mcp1password.config.SettingsTable.CONNECT_HOST;
import static io.mcp1password.config.SettingsTable.CONNECT_TOKEN;
import static io.mcp1password.config.SettingsTable.SERVICE_ACCOUNT_TOKEN;

import io.mcp1password.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the way to 1Password has what it needs. */
record BackendChecks(BackendSettings settings, Findings findings) {

  void run() {
    switch (settings.authMode()) {
      case CONNECT -> {
        checkConnectToken(settings.connectToken());
        checkConnectHost();
      }
      case SERVICE_ACCOUNT -> checkServiceAccountToken(settings.serviceAccountToken());
      case DESKTOP -> checkAccount();
      case DEMO -> {}
    }
  }

  private void checkConnectToken(@Nullable Secret token) {
    if (token == null) {
      conflict(
          CONNECT_TOKEN, "missing; --auth-mode=connect needs a Connect token in OP_CONNECT_TOKEN");
    } else if (TokenShape.of(token.reveal()) == TokenShape.SERVICE_ACCOUNT) {
      conflict(
          CONNECT_TOKEN,
          "this is a service account token (ops_...), not a Connect token;"
              + " give it as OP_SERVICE_ACCOUNT_TOKEN with --auth-mode=service-account");
    }
  }

  private void checkServiceAccountToken(@Nullable Secret token) {
    if (token == null) {
      conflict(
          SERVICE_ACCOUNT_TOKEN,
          "missing; --auth-mode=service-account needs a token in OP_SERVICE_ACCOUNT_TOKEN");
    } else if (TokenShape.of(token.reveal()) == TokenShape.CONNECT) {
      conflict(
          SERVICE_ACCOUNT_TOKEN,
          "this is a Connect token (eyJ...), not a service account token;"
              + " give it as OP_CONNECT_TOKEN with --auth-mode=connect");
    }
  }

  private void checkAccount() {
    if (settings.account() == null) {
      conflict(
          ACCOUNT, "missing; --auth-mode=desktop needs the account's name or id (OP_MCP_ACCOUNT)");
    }
  }

  private void checkConnectHost() {
    if (Loopback.matches(settings.connectHost().getHost())) {
      return;
    }
    if (!settings.connectAllowRemote()) {
      findings.conflict(
          List.of(CONNECT_HOST, CONNECT_ALLOW_REMOTE, AUTH_MODE),
          "the Connect server is not on this machine; that needs --connect-allow-remote=true");
    } else if ("http".equalsIgnoreCase(settings.connectHost().getScheme())) {
      findings.warning(
          CONNECT_HOST.label()
              + ": the remote Connect server is called without TLS, so that others on the network"
              + " can read the token and the secrets; use https");
    }
  }

  private void conflict(Setting<?> missing, String message) {
    findings.conflict(List.of(missing, AUTH_MODE), message);
  }
}
