package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Node.js project of {@code src/test/js}, copied into the build folder and installed there
 * exactly as its lock file says.
 *
 * <p>A machine without {@code node} and {@code npm} on its PATH fails the test.
 */
public final class NodeProject {

  private static final int TIMEOUT_MINUTES = 5;

  private final Path folder;

  private NodeProject(Path folder) {
    this.folder = folder;
  }

  /** Copies and installs the project of that folder's name. */
  public static NodeProject installed(String name) throws IOException {
    Path source = Path.of("src", "test", "js", name);
    Path folder = Files.createDirectories(Path.of("target", "js", name));
    try (var files = Files.list(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    var project = new NodeProject(folder);
    project.execute(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of());
    return project;
  }

  /** The folder that it is installed in. */
  public Path folder() {
    return folder;
  }

  /**
   * Runs a script of the project with these variables added to the environment, and returns what it
   * printed to standard output.
   *
   * @throws AssertionError with everything it printed, when it does not end well within five
   *     minutes
   */
  public String run(String script, Map<String, String> environment) throws IOException {
    return execute(List.of("node", script), environment);
  }

  /** Runs the scripts by which this package of the project completes its own installation. */
  void complete(String installed) throws IOException {
    execute(List.of("npm", "rebuild", installed), Map.of());
  }

  /** Runs a program that the project installed, and returns what it printed; see {@link #run}. */
  String runInstalled(String program, List<String> arguments) throws IOException {
    Path programs = folder.resolve("node_modules").resolve(".bin").toAbsolutePath();
    var command = new ArrayList<String>();
    command.add(programs.resolve(program).toString());
    command.addAll(arguments);
    String path = programs + File.pathSeparator + System.getenv("PATH");
    return execute(command, Map.of("PATH", path, "JAVA_HOME", System.getProperty("java.home")));
  }

  private String execute(List<String> command, Map<String, String> environment) throws IOException {
    Path output = Files.createTempFile(folder, "output", ".log");
    Path errors = Files.createTempFile(folder, "errors", ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    if (!endedWell(builder.start())) {
      throw new AssertionError(
          "%s failed:\n%s\n%s"
              .formatted(
                  command, Files.readString(output, UTF_8), Files.readString(errors, UTF_8)));
    }
    return Files.readString(output, UTF_8);
  }

  private static boolean endedWell(Process process) {
    try {
      return process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
