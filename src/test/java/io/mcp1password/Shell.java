package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs shell commands of the documents against a running service. */
final class Shell {

  private static final int TIMEOUT_MINUTES = 2;

  private final ServerProcess server;
  private final Path folder;

  /**
   * A shell for this service.
   *
   * @param folder for what the commands leave behind
   */
  Shell(ServerProcess server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Runs the commands, stopping at the first that fails, and returns what they print. The token is
   * in the variable TOKEN, and the address of the documents is the service's own.
   *
   * @throws AssertionError with everything that was printed, when one fails
   */
  String run(String commands, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile(folder, "shell", ".err");
    Path output = Files.createTempFile(folder, "shell", ".out");
    var builder =
        new ProcessBuilder(List.of("sh", "-euc", here(commands)))
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile());
    builder.environment().put("TOKEN", server.token().reveal());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("OP_MCP_AUDIT_LOG_PATH", server.auditLog().toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(
            "failed:\n%s\n%s%s"
                .formatted(
                    commands, Files.readString(output, UTF_8), Files.readString(errors, UTF_8)));
      }
      return Files.readString(output, UTF_8);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** The text of a document with the service's own address. */
  String here(String text) {
    return text.replace(CurlCommand.BASE, server.uri().toString());
  }
}
