package io.mcp1password.runner.process;

import io.mcp1password.model.Secret;
import io.mcp1password.runner.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Commands of tests. */
final class Shell {

  static final Path SH = Path.of("/bin/sh");
  private static final Map<String, Secret> PATH = Map.of("PATH", Secret.of("/usr/bin:/bin"));

  private Shell() {}

  /** A script with a minute of time, its output kept. */
  static ChildCommand script(String script) {
    return script(script, Duration.ofMinutes(1));
  }

  static ChildCommand script(String script, Duration timeout) {
    return ChildCommand.of(SH, List.of("-c", script), Path.of("/"), timeout)
        .withEnvironment(PATH)
        .keepingOutput(Redactor.of(List.of()));
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
