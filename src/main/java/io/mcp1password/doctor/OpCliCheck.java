package io.mcp1password.doctor;

import io.mcp1password.config.GateSettings;
import io.mcp1password.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Whether the op command line, which the script runner needs, is there and starts. */
record OpCliCheck(Settings settings) implements Check {

  private static final int SECONDS = 5;
  private static final int MAX_OUTPUT = 200;
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]{0,30}");
  private static final String INSTALL =
      "install the 1Password command line, and give its absolute path as --op-cli-path";

  @Override
  public String name() {
    return "op command line";
  }

  @Override
  public List<Finding> findings() {
    GateSettings gates = settings.gates();
    if (!gates.scriptRunner() && !gates.unrestrictedScriptRunner()) {
      return List.of(Finding.ok("not needed, since the script runner is off"));
    }
    Path path = settings.runner().opCliPath();
    if (!path.isAbsolute()) {
      return List.of(Finding.fail(path + " is not an absolute path", INSTALL));
    }
    if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
      return List.of(Finding.fail(path + " is not there or cannot be run", INSTALL));
    }
    return List.of(
        version(path)
            .map(version -> Finding.ok(path + ", version " + version))
            .orElseGet(
                () ->
                    Finding.fail(
                        path + " did not tell its version within " + SECONDS + " s", INSTALL)));
  }

  /** Starts it with an empty environment: it has no need of a token for that. */
  private static Optional<String> version(Path path) {
    var builder =
        new ProcessBuilder(path.toString(), "--version")
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    try {
      return version(builder.start());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> version(Process process) throws IOException {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
      byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT);
      return Optional.of(new String(output, StandardCharsets.UTF_8).strip())
          .filter(VERSION.asMatchPredicate());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
