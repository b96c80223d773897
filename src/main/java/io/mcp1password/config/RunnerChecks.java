package io.mcp1password.config;

import static io.mcp1password.config.SettingsTable.ACCOUNT;
import static io.mcp1password.config.SettingsTable.ACKNOWLEDGE_UNRESTRICTED_RUNNER;
import static io.mcp1password.config.SettingsTable.AUTH_MODE;
import static io.mcp1password.config.SettingsTable.ENABLE_SCRIPT_RUNNER;
import static io.mcp1password.config.SettingsTable.ENABLE_UNRESTRICTED_RUNNER;
import static io.mcp1password.config.SettingsTable.ENABLE_UNRESTRICTED_SCRIPT_RUNNER;
import static io.mcp1password.config.SettingsTable.OP_CLI_AUTH_MODE;
import static io.mcp1password.config.SettingsTable.OP_CLI_PATH;
import static io.mcp1password.config.SettingsTable.REQUIRE_SESSION_APPROVAL;
import static io.mcp1password.config.SettingsTable.SCRIPT_RUNNER_ALLOWLIST;
import static io.mcp1password.config.SettingsTable.SCRIPT_RUNNER_ALLOWLIST_MANIFEST;
import static io.mcp1password.config.SettingsTable.SERVICE_ACCOUNT_TOKEN;
import static io.mcp1password.config.SettingsTable.UNRESTRICTED_RUNNER_ROOT;

import java.util.List;

/** Whether the command runners that are on have what they need. */
record RunnerChecks(Settings settings, Findings findings) {

  void run() {
    GateSettings gates = settings.gates();
    if (gates.scriptRunner()) {
      checkAllowlists();
      checkOpCliPath();
      checkOpCliAuthentication();
    }
    if (gates.unrestrictedRunner() && settings.runner().unrestrictedRoots().isEmpty()) {
      findings.conflict(
          List.of(UNRESTRICTED_RUNNER_ROOT, ENABLE_UNRESTRICTED_RUNNER),
          "missing; --enable-unrestricted-runner needs a folder to run commands in");
    }
    if (gates.unrestrictedRunner() || gates.unrestrictedScriptRunner()) {
      checkApproval();
    }
  }

  private void checkAllowlists() {
    RunnerSettings runner = settings.runner();
    boolean none = runner.allowlists().isEmpty() && runner.allowlistManifests().isEmpty();
    if (none && !settings.gates().unrestrictedScriptRunner()) {
      findings.conflict(
          List.of(
              SCRIPT_RUNNER_ALLOWLIST,
              SCRIPT_RUNNER_ALLOWLIST_MANIFEST,
              ENABLE_SCRIPT_RUNNER,
              ENABLE_UNRESTRICTED_SCRIPT_RUNNER),
          "missing; --enable-script-runner needs an allowlist,"
              + " or a --script-runner-allowlist-manifest");
    }
  }

  private void checkOpCliPath() {
    if (opCliAuthMode() != OpCliAuthMode.NONE && !settings.runner().opCliPath().isAbsolute()) {
      conflict(OP_CLI_PATH, "not absolute; the script runner needs the whole path of op");
    }
  }

  private void checkOpCliAuthentication() {
    switch (opCliAuthMode()) {
      case SERVICE_ACCOUNT -> {
        if (settings.backend().serviceAccountToken() == null) {
          conflict(
              SERVICE_ACCOUNT_TOKEN,
              "missing; the script runner's op needs a token in OP_SERVICE_ACCOUNT_TOKEN");
        }
      }
      case AUTO, DESKTOP, MANUAL_SESSION -> {
        if (settings.backend().account() == null) {
          conflict(
              ACCOUNT,
              "missing; the script runner's op needs the account's name or id (OP_MCP_ACCOUNT)");
        }
      }
      case NONE -> {}
    }
  }

  private OpCliAuthMode opCliAuthMode() {
    return settings.runner().opCliAuthMode().resolved(settings.backend().authMode());
  }

  private void checkApproval() {
    RunnerSettings runner = settings.runner();
    if (!runner.requireSessionApproval()
        && !ApprovalSettings.PHRASE.equals(runner.acknowledgement())) {
      findings.conflict(
          List.of(
              ACKNOWLEDGE_UNRESTRICTED_RUNNER,
              REQUIRE_SESSION_APPROVAL,
              ENABLE_UNRESTRICTED_RUNNER,
              ENABLE_UNRESTRICTED_SCRIPT_RUNNER),
          "turning the approval off needs the phrase " + ApprovalSettings.PHRASE);
    }
  }

  private void conflict(Setting<?> setting, String message) {
    findings.conflict(
        List.of(
            setting,
            ENABLE_SCRIPT_RUNNER,
            ENABLE_UNRESTRICTED_SCRIPT_RUNNER,
            OP_CLI_AUTH_MODE,
            AUTH_MODE),
        message);
  }
}
