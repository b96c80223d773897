package io.mcp1password;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The verification of audit files, as the command line starts it. */
@FunctionalInterface
interface AuditCheck {

  /**
   * Verifies each of the files, and prints what it found.
   *
   * @param files one or more, the oldest first
   * @param anchors hashes of records that must still be there, in lower-case hex
   * @return the process's exit code: 0 when every chain is whole and every anchor is there
   */
  int run(List<Path> files, Set<String> anchors);
}
