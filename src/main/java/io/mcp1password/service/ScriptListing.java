package io.mcp1password.service;

import io.mcp1password.operation.Arg;
import io.mcp1password.runner.allowlist.AllowedCommand;
import io.mcp1password.runner.allowlist.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code op_script_list} returns. */
record ScriptListing(
    @Arg("The allowlist, relative to the workspace it covers, or its name.") @Nullable String path,
    @Arg("The workspace, as the caller named it.") @Nullable String workspaceRoot,
    @Arg("The commands that may be run there.") List<Command> commands,
    @Arg("Whether op_script_run takes free-form commands as well.")
        boolean unrestrictedScriptRunner) {

  /** An allowlisted command, without paths. */
  record Command(
      @Arg("Its id.") String id,
      @Arg("What it does.") @Nullable String description,
      @Arg("The name of the folder that it is for.") String workspace,
      @Arg("The name of its executable.") String command,
      @Arg("Where in the workspace it runs.") String cwd,
      @Arg("Its time-out, in milliseconds.") long timeoutMs,
      @Arg("Whether its output is sensitive in itself.") boolean sensitiveOutput,
      @Arg("The arguments that a caller must give.") List<Argument> args,
      @Arg("The variables that get the path of a file with a secret, whoever calls.")
          List<String> secretFileVariables,
      @Arg("Whether it reads a secret from its standard input, whoever calls.")
          boolean readsSecretFromStdin,
      @Arg("Whether only some references may be given to it.") boolean referencesRestricted,
      @Arg("How often it may be run in an hour; absent: any number.")
          @Nullable Integer maxUsesPerHour) {

    static Command of(Workspace workspace, AllowedCommand command) {
      return new Command(
          command.id(),
          command.description(),
          String.valueOf(workspace.root().getFileName()),
          String.valueOf(command.executable().getFileName()),
          command.directory(),
          command.timeout().toMillis(),
          command.sensitiveOutput(),
          command.callerArguments().entrySet().stream()
              .map(each -> Argument.of(each.getKey(), each.getValue()))
              .toList(),
          List.copyOf(command.secretFiles().keySet()),
          command.standardInput() != null,
          command.allowedReferences() != null,
          command.maxUsesPerHour());
    }
  }

  /** An argument that a caller gives. */
  record Argument(
      @Arg("Its name.") String name,
      @Arg("What it is.") @Nullable String description,
      @Arg("The regular expression (RE2) that the whole value matches.") String pattern,
      @Arg("The most characters.") int maxLength) {

    static Argument of(String name, AllowedCommand.CallerArgument rule) {
      return new Argument(name, rule.description(), rule.pattern().pattern(), rule.maxLength());
    }
  }

  static List<Command> commands(Workspace workspace) {
    return workspace.commands().values().stream()
        .map(command -> Command.of(workspace, command))
        .toList();
  }
}
