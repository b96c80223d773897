package io.mcp1password.service;

import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.runner.file.SecretFiles;
import io.mcp1password.runner.opcli.OpCli;
import io.mcp1password.runner.process.ChildCommand;
import io.mcp1password.runner.process.ChildException;
import io.mcp1password.runner.process.ChildResult;
import io.mcp1password.runner.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts commands with their secrets, and masks these in what comes out. */
final class CommandRuns {

  private final Runners runners;

  CommandRuns(Runners runners) {
    this.runners = runners;
  }

  /**
   * The program, and where and for how long it runs.
   *
   * @param workspace the workspace's real path
   * @param directory the real path of a folder within it
   */
  record Program(
      Path executable, List<String> arguments, Path workspace, Path directory, Duration timeout) {}

  /**
   * The secrets that a command gets.
   *
   * @param variables by the names of the variables that hold them
   * @param files by the names of the variables that hold the paths of files with them
   * @param input what it reads
   */
  record Secrets(Map<String, Secret> variables, Map<String, Secret> files, @Nullable Secret input) {

    static final Secrets NONE = new Secrets(Map.of(), Map.of(), null);

    /** In characters; what looks for them in the output takes some hundred times as much memory. */
    static final int MOST = 256 * 1024;

    Secrets {
      variables = Map.copyOf(variables);
      files = Map.copyOf(files);
      long length = (input == null ? 0 : input.length()) + length(variables) + length(files);
      if (length > MOST) {
        throw new OperationException(
            ErrorCode.COMMAND_REFUSED,
            "The command is not started: its secrets have more than "
                + MOST
                + " characters together. Give it fewer or smaller ones.");
      }
    }

    private static long length(Map<String, Secret> secrets) {
      return secrets.values().stream().mapToLong(Secret::length).sum();
    }

    List<Secret> all() {
      var all = new ArrayList<Secret>(variables.values());
      all.addAll(files.values());
      if (input != null) {
        all.add(input);
      }
      return all;
    }
  }

  /** Runs a command that is signed in to the 1Password command line. */
  RunResult signedIn(RunResult.Subject subject, Program program, Secrets secrets) {
    OpCli.Authentication signIn = runners.opCli().authenticate();
    var inherited =
        new HashMap<>(runners.environment().variables(runners.settings().runner().opCliPath()));
    inherited.putAll(signIn.variables());
    var footing = new OpCli.Authentication(inherited, signIn.secrets(), signIn.refreshed());
    RunResult.Ending ending = run(program, secrets, footing);
    runners.opCli().ended(ending.child(), signIn);
    return RunResult.ended(subject, ending);
  }

  /** Runs a command that gets no secret at all. */
  RunResult plain(RunResult.Subject subject, Program program) {
    var footing = new OpCli.Authentication(runners.environment().variables(), List.of(), false);
    return RunResult.ended(subject, run(program, Secrets.NONE, footing));
  }

  private RunResult.Ending run(Program program, Secrets secrets, OpCli.Authentication footing) {
    if (secrets.files().isEmpty()) {
      return run(program, secrets, footing, Map.of());
    }
    try (SecretFiles.Folder folder = runners.openFolder()) {
      var paths = new HashMap<String, Secret>();
      secrets
          .files()
          .forEach((name, each) -> paths.put(name, Secret.of(folder.write(each).toString())));
      return run(program, secrets, footing, paths);
    }
  }

  private RunResult.Ending run(
      Program program,
      Secrets secrets,
      OpCli.Authentication footing,
      Map<String, Secret> filePaths) {
    List<Secret> masked = secrets.all();
    Redactor own = Redactor.of(masked);
    masked.addAll(footing.secrets());
    masked.addAll(runners.tokens());
    ChildCommand command =
        ChildCommand.of(
                program.executable(), program.arguments(), program.directory(), program.timeout())
            .withEnvironment(environment(secrets, footing, filePaths))
            .keepingOutput(Redactor.of(masked));
    Secret input = secrets.input();
    ChildResult ended = started(input == null ? command : command.withInput(input));
    String cwd = program.workspace().relativize(program.directory()).toString();
    return new RunResult.Ending(
        ended, cwd.isEmpty() ? "." : cwd, footing.refreshed(), own.tooShort(), program.timeout());
  }

  private static Map<String, Secret> environment(
      Secrets secrets, OpCli.Authentication footing, Map<String, Secret> filePaths) {
    var environment = new HashMap<>(footing.variables());
    environment.putAll(filePaths);
    environment.putAll(secrets.variables());
    return environment;
  }

  private ChildResult started(ChildCommand command) {
    try {
      return runners.children().run(command);
    } catch (ChildException e) {
      throw switch (e.kind()) {
        case UNSUPPORTED_SYSTEM ->
            new OperationException(
                ErrorCode.UNSUPPORTED_BY_BACKEND,
                "Commands are run on Linux and macOS only; this service runs on another system.");
        case NOT_STARTED ->
            new OperationException(
                ErrorCode.COMMAND_REFUSED,
                "The system could not start the command; the operator checks its executable.");
        case CANCELLED ->
            new OperationException(
                ErrorCode.BACKEND_TIMEOUT,
                "The command was stopped, because the call was given up or the service ends.");
      };
    }
  }
}
