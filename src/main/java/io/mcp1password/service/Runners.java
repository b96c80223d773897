package io.mcp1password.service;

import io.mcp1password.config.RunnerSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.config.SettingsException;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.runner.allowlist.AllowlistException;
import io.mcp1password.runner.allowlist.Allowlists;
import io.mcp1password.runner.approval.ApprovalListener;
import io.mcp1password.runner.approval.Approvals;
import io.mcp1password.runner.file.SecretFiles;
import io.mcp1password.runner.file.VersionControl;
import io.mcp1password.runner.opcli.MinimalEnvironment;
import io.mcp1password.runner.opcli.OpCli;
import io.mcp1password.runner.process.ChildProcesses;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operations that run commands stand on; closing it ends the commands that run. */
public final class Runners implements AutoCloseable {

  private final Settings settings;
  private final MinimalEnvironment environment;
  private final Allowlists allowlists;
  private final Approvals approvals;
  private final ChildProcesses children = new ChildProcesses();
  private final OpCli opCli;
  private final Optional<SecretFiles> files;

  private Runners(
      Settings settings,
      Map<String, String> environment,
      Allowlists allowlists,
      Approvals approvals) {
    this.settings = settings;
    this.environment = new MinimalEnvironment(environment);
    this.allowlists = allowlists;
    this.approvals = approvals;
    this.opCli = new OpCli(settings.backend(), settings.runner(), this.environment, children);
    this.files =
        settings.gates().scriptRunner()
            ? Optional.of(SecretFiles.in(environment))
            : Optional.empty();
  }

  /**
   * Reads the allowlists and makes everything ready.
   *
   * @param environment the service's own, of which commands inherit a few variables
   * @param listener hears of approvals
   * @throws SettingsException when anything is wrong with an allowlist
   */
  public static Runners start(
      Settings settings, Map<String, String> environment, ApprovalListener listener) {
    var approvals = new Approvals(settings.approval(), Clock.systemUTC(), listener);
    return new Runners(settings, environment, allowlists(settings), approvals);
  }

  private static Allowlists allowlists(Settings settings) {
    RunnerSettings runner = settings.runner();
    try {
      return settings.gates().scriptRunner()
          ? Allowlists.read(runner, InstantSource.system())
          : Allowlists.none(runner);
    } catch (AllowlistException e) {
      throw new SettingsException(e.forOperator());
    }
  }

  Settings settings() {
    return settings;
  }

  MinimalEnvironment environment() {
    return environment;
  }

  Allowlists allowlists() {
    return allowlists;
  }

  Approvals approvals() {
    return approvals;
  }

  ChildProcesses children() {
    return children;
  }

  OpCli opCli() {
    return opCli;
  }

  VersionControl versionControl() {
    return new VersionControl(environment.variables(), environment.folders(), children);
  }

  /** A folder for secret files of one command. */
  SecretFiles.Folder openFolder() {
    return files
        .orElseThrow(() -> new OperationException(ErrorCode.GATE_CLOSED, "The runner is off."))
        .open();
  }

  /** The tokens of the service itself: a command of the same user might find them. */
  Collection<Secret> tokens() {
    return Stream.of(
            settings.backend().connectToken(),
            settings.backend().serviceAccountToken(),
            settings.http().bearerToken())
        .filter(Objects::nonNull)
        .toList();
  }

  /** The state of the runners, for a client. */
  RunnerStatus status() {
    OpCli.Status session = opCli.status();
    return new RunnerStatus(
        settings.gates().scriptRunner(),
        opCli.mode().flagValue(),
        settings.runner().opCliAuthMode().flagValue(),
        settings.backend().account() != null,
        settings.runner().opCliPath().isAbsolute(),
        session.hasCachedSession(),
        session.manualSessionKnownValid(),
        session.manualSessionMarkedInvalid(),
        session.desktopValidated(),
        allowlists.workspaces().size(),
        allowlists.commandCount());
  }

  @Override
  public void close() {
    for (AutoCloseable each : List.<AutoCloseable>of(approvals, children)) {
      try {
        each.close();
      } catch (Exception e) {
        System.getLogger(Runners.class.getName())
            .log(System.Logger.Level.WARNING, "A runner could not be stopped.");
      }
    }
  }
}
