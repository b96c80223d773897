package io.mcp1password;

import java.nio.file.Path;
import java.util.List;

/** The verification of audit files, as the command line starts it. */
@FunctionalInterface
interface AuditCheck {

  /**
   * Verifies each of the files, and prints what it found.
   *
   * @param files one or more
   * @return the process's exit code: 0 when every chain is whole
   */
  int run(List<Path> files);
}
