package io.mcp1password;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command by which a client starts the packaged service over standard input and output. */
final class StdioCommand {

  private StdioCommand() {}

  /**
   * The launcher in demo mode, with these flags in addition.
   *
   * @param folder where its audit log goes
   */
  static List<String> demo(Path folder, String... flags) {
    var command = new ArrayList<String>();
    command.add(Path.of("mcp-1password").toAbsolutePath().toString());
    command.add("--auth-mode=demo");
    command.add("--audit-log-path=" + auditLog(folder));
    command.addAll(List.of(flags));
    return command;
  }

  /** The file that its audit records go to. */
  static Path auditLog(Path folder) {
    return folder.toAbsolutePath().resolve("audit").resolve("audit.jsonl");
  }
}
