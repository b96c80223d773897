package io.mcp1password.runner.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.mcp1password.runner.process.ChildException.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts programs by {@code posix_spawn}. */
final class Spawner {

  private final SystemCalls calls;
  private final FileActions fileActions;
  private final SpawnAttributes attributes;

  Spawner(SystemCalls calls, FileActions fileActions, SpawnAttributes attributes) {
    this.calls = calls;
    this.fileActions = fileActions;
    this.attributes = attributes;
  }

  /**
   * Starts a program and closes the child's ends of the pipes, whatever happens.
   *
   * @return the number of the process, its group and its session
   * @throws ChildException when it cannot be started
   */
  int start(ChildCommand command, Pipes pipes) {
    try (Arena arena = Arena.ofConfined();
        var texts = new SpawnTexts(arena)) {
      check(command.executable(), command.directory());
      MemorySegment given = attributes.create(arena);
      MemorySegment actions = fileActions.create(arena, pipes, command.directory());
      try {
        return spawn(
            arena,
            command.executable(),
            new SpawnPlan(actions, given, texts.arguments(command), texts.environment(command)));
      } finally {
        fileActions.destroy(actions);
        attributes.destroy(given);
      }
    } finally {
      pipes.closeChildEnds();
    }
  }

  private int spawn(Arena arena, Path executable, SpawnPlan plan) {
    MemorySegment pid = arena.allocate(JAVA_INT);
    int error = calls.spawn(pid, arena.allocateFrom(executable.toString()), plan);
    if (error != 0) {
      throw new ChildException(Kind.NOT_STARTED, explanation(error));
    }
    return pid.get(JAVA_INT, 0);
  }

  private static void check(Path executable, Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new ChildException(
          Kind.NOT_STARTED, "The directory to run in does not exist, or is not a directory.");
    }
    if (!Files.isRegularFile(executable)) {
      throw new ChildException(
          Kind.NOT_STARTED, "The executable does not exist, or is not a file.");
    }
    if (!Files.isExecutable(executable)) {
      throw new ChildException(
          Kind.NOT_STARTED, "The executable may not be run: give it the permission (chmod +x).");
    }
  }

  /** What the error numbers mean that are the same on Linux and macOS. */
  private static String explanation(int error) {
    return switch (error) {
      case 2 ->
          "The executable could not be started: it, or the interpreter that its first line names,"
              + " does not exist.";
      case 7 -> "The arguments and the environment are too large for the system.";
      case 8 ->
          "The executable is not a program for this system; a script needs a first line such as"
              + " #!/bin/sh.";
      case 12 -> "The system has not enough memory to start the executable. Try again later.";
      case 13 -> "The system does not permit to run the executable, or to enter the directory.";
      default ->
          "The system refused to start the executable (error number "
              + error
              + "). Check it, and the limits on processes and open files.";
    };
  }
}
