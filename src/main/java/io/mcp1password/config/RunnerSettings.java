package io.mcp1password.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command runners may start, and where.
 *
 * @param opCliPath the 1Password command line: a name looked up on the path, or absolute
 * @param acknowledgement the operator's phrase that allows to turn the approval off
 */
public record RunnerSettings(
    List<Path> roots,
    List<Path> allowlists,
    List<Path> allowlistManifests,
    List<Path> unrestrictedRoots,
    boolean requireSessionApproval,
    Duration commandTimeout,
    @Nullable String acknowledgement,
    Path opCliPath,
    OpCliAuthMode opCliAuthMode) {

  public RunnerSettings {
    roots = List.copyOf(roots);
    allowlists = List.copyOf(allowlists);
    allowlistManifests = List.copyOf(allowlistManifests);
    unrestrictedRoots = List.copyOf(unrestrictedRoots);
  }
}
