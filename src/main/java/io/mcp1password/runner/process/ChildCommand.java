package io.mcp1password.runner.process;

import io.mcp1password.model.Secret;
import io.mcp1password.runner.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run: a program, never a line for a shell to interpret.
 *
 * <p>It prints as the program only: arguments may be a free command.
 *
 * @param executable the program's absolute path
 * @param arguments what follows the program's name
 * @param directory the absolute directory to run in
 * @param environment all variables of the child: nothing is added to them or inherited
 * @param input what the child reads from its standard input; null for nothing at all
 * @param timeout how long the child may run
 * @param redactor what masks the output that is kept; null when all output is thrown away
 */
public record ChildCommand(
    Path executable,
    List<String> arguments,
    Path directory,
    Map<String, Secret> environment,
    @Nullable Secret input,
    Duration timeout,
    @Nullable Redactor redactor) {

  /** How many bytes of both outputs together are kept, counted after masking: 64 KiB. */
  public static final int OUTPUT_LIMIT = 64 * 1024;

  /**
   * Checks the command.
   *
   * @throws IllegalArgumentException when a path is not absolute, the time-out is not positive, a
   *     variable's name is empty or has a {@code =} in it
   */
  public ChildCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    check(executable.isAbsolute(), "The executable's path is not absolute.");
    check(directory.isAbsolute(), "The directory's path is not absolute.");
    check(timeout.isPositive(), "The time-out is not positive.");
    check(
        environment.keySet().stream().allMatch(ChildCommand::isName),
        "The name of an environment variable is empty or contains '='.");
  }

  /** A command with no variables, no input, and no output kept. */
  public static ChildCommand of(
      Path executable, List<String> arguments, Path directory, Duration timeout) {
    return new ChildCommand(executable, arguments, directory, Map.of(), null, timeout, null);
  }

  /** The same command with these variables, and no others. */
  public ChildCommand withEnvironment(Map<String, Secret> variables) {
    return new ChildCommand(executable, arguments, directory, variables, input, timeout, redactor);
  }

  /** The same command with this to read, in UTF-8. */
  public ChildCommand withInput(Secret text) {
    return new ChildCommand(executable, arguments, directory, environment, text, timeout, redactor);
  }

  /** The same command, its output kept and masked by this redactor. */
  public ChildCommand keepingOutput(Redactor mask) {
    return new ChildCommand(executable, arguments, directory, environment, input, timeout, mask);
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && name.indexOf('=') < 0;
  }

  private static void check(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }

  @Override
  public String toString() {
    return "ChildCommand[" + executable + "]";
  }
}
