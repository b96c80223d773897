package io.mcp1password.runner.allowlist;

import io.mcp1password.operation.Arg;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An allowlist as it is written, {@code .onepassword-mcp.json}; docs/runners.md describes it. */
record AllowlistFile(
    @Arg(value = "The format's version.", min = 1, max = 1) int version,
    @Arg("The folder that the commands are for, relative to the file.")
        @Nullable String workspaceRoot,
    @Arg("Several such folders.") @Nullable List<String> workspaceRoots,
    @Arg(value = "Folders whose siblings named prefix-… are covered too.", defaultValue = "[]")
        List<String> workspaceRootPrefixes,
    @Arg("The commands by their ids.") Map<String, Command> commands) {

  /** One command as it is written. */
  record Command(
      @Arg("What it does.") @Nullable String description,
      @Arg(value = "The absolute path of the executable.", max = 4096) String command,
      @Arg(
              value = "Its arguments; ${name} stands for one of argsFromCaller.",
              defaultValue = "[]",
              elementMin = 0,
              elementMax = 100_000)
          List<String> args,
      @Arg(value = "Where it runs, within the workspace.", defaultValue = "\".\"") String cwd,
      @Arg(value = "Its time-out.", min = 1, max = 3_600_000, defaultValue = "600000")
          int timeoutMs,
      @Arg(value = "Whether its output is sensitive in itself.", defaultValue = "false")
          boolean sensitiveOutput,
      @Arg(value = "Variables that get the path of a file with a secret.", defaultValue = "{}")
          Map<String, String> secretFiles,
      @Arg("The secret on its standard input.") @Nullable String stdinSecretRef,
      @Arg("The references that a caller may give it, as globs.")
          @Nullable List<String> allowedReferences,
      @Arg(value = "How often it may be run in an hour.", min = 1, max = 100_000)
          @Nullable Integer maxUsesPerHour,
      @Arg(value = "The arguments that a caller gives.", defaultValue = "{}")
          Map<String, CallerArgument> argsFromCaller,
      @Arg("The executable's SHA-256, in hex.") @Nullable String sha256) {}

  /** An argument from the caller, as it is written. */
  record CallerArgument(
      @Arg("What it is.") @Nullable String description,
      @Arg(value = "The regular expression (RE2) that the whole value matches.", max = 500)
          String pattern,
      @Arg(value = "The most characters.", min = 1, max = 4096, defaultValue = "200")
          int maxLength) {}

  /** A manifest as it is written: a list of allowlists. */
  record Manifest(
      @Arg(value = "The format's version.", min = 1, max = 1) int version,
      @Arg(value = "The allowlists' paths, absolute or relative to the file.", elementMax = 4096)
          List<String> allowlists) {}
}
