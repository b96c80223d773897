package io.mcp1password.doctor;

import io.mcp1password.config.RunnerSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.runner.allowlist.AllowlistException;
import io.mcp1password.runner.allowlist.Allowlists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether the runner takes the allowlists, and the folders that commands may run in are there. */
record AllowlistsCheck(Settings settings, Clock clock) implements Check {

  @Override
  public String name() {
    return "runners";
  }

  @Override
  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    RunnerSettings runner = settings.runner();
    if (settings.gates().scriptRunner()) {
      findings.addAll(allowlists(runner));
    }
    Stream.of(runner.roots(), runner.unrestrictedRoots())
        .flatMap(List::stream)
        .distinct()
        .filter(each -> !Files.isDirectory(each))
        .map(AllowlistsCheck::missing)
        .forEach(findings::add);
    return findings;
  }

  private List<Finding> allowlists(RunnerSettings runner) {
    try {
      Allowlists read = Allowlists.read(runner, clock);
      String found =
          "%d workspaces, %d commands".formatted(read.workspaces().size(), read.commandCount());
      return List.of(
          read.commandCount() == 0 && !settings.gates().unrestrictedScriptRunner()
              ? Finding.warn(found, "name the commands to be run with --script-runner-allowlist")
              : Finding.ok(found));
    } catch (AllowlistException e) {
      return e.forOperator().stream()
          .map(each -> Finding.fail(each, "correct the file; see docs/runners.md"))
          .toList();
    }
  }

  private static Finding missing(Path root) {
    return Finding.warn(
        "no folder is at " + root,
        "make it, or correct --script-runner-root or" + " --unrestricted-runner-root");
  }
}
