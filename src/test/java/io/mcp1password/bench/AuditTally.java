package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Which calls failed, as the audit log tells: an MCP call that fails is still answered with 200.
 */
final class AuditTally {

  private final Path log;
  private long seen;

  /** A tally of what is written from now on. */
  AuditTally(Path log) {
    this.log = log;
  }

  /**
   * Looks at the records written since the last time.
   *
   * @param brokenOff how many calls may have been cut off by their client
   * @throws IllegalStateException when more than that did not succeed
   */
  void requireSuccess(int brokenOff) throws IOException {
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
      file.position(seen);
      seen = file.size();
      try (Stream<String> lines = new BufferedReader(Channels.newReader(file, UTF_8)).lines()) {
        long failed = lines.filter(line -> !line.contains("\"outcome\":\"success\"")).count();
        if (failed > brokenOff) {
          throw new IllegalStateException(failed + " calls failed; see " + log);
        }
      }
    }
  }
}
