package io.mcp1password.runner.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What happens to a child's descriptors and directory between its birth and its program. */
final class FileActions {

  /** More than the structures of glibc (80 bytes), musl (80) and macOS (a pointer). */
  private static final int STRUCTURE_SIZE = 512;

  private static final int FIRST_NOT_STANDARD = 3;
  private static final int FEWEST_CLOSED = 1024;

  /** How many descriptors may be opened elsewhere while the child is being born. */
  private static final int OPENED_MEANWHILE = 256;

  private final MethodHandle init = action("init", false);
  private final MethodHandle destroy = action("destroy", false);
  private final MethodHandle open =
      SystemCalls.function(name("addopen"), ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private final MethodHandle duplicate =
      SystemCalls.function(name("adddup2"), ADDRESS, JAVA_INT, JAVA_INT);
  private final MethodHandle close = action("addclose", true);
  private final MethodHandle changeDirectory =
      SystemCalls.function(name("addchdir_np"), ADDRESS, ADDRESS);
  private final Optional<MethodHandle> closeFrom;
  private final boolean closing;

  /** The functions of the C library, {@code closefrom_np} only if it is to be used. */
  FileActions(Platform platform, boolean withCloseFrom) {
    this.closing = !platform.closesByDefault();
    this.closeFrom =
        withCloseFrom
            ? SystemCalls.optional(name("addclosefrom_np"), ADDRESS, JAVA_INT)
            : Optional.empty();
  }

  private static String name(String action) {
    return "posix_spawn_file_actions_" + action;
  }

  private static MethodHandle action(String name, boolean ofDescriptor) {
    return ofDescriptor
        ? SystemCalls.function(name(name), ADDRESS, JAVA_INT)
        : SystemCalls.function(name(name), ADDRESS);
  }

  /** The actions for these pipes and this directory; they must be destroyed. */
  MemorySegment create(Arena arena, Pipes pipes, Path directory) {
    MemorySegment actions = arena.allocate(STRUCTURE_SIZE, 16);
    SystemCalls.call(init, actions);
    Pipe input = pipes.input();
    if (input == null) {
      int readOnly = 0;
      SystemCalls.call(open, actions, 0, arena.allocateFrom("/dev/null"), readOnly, 0);
    } else {
      SystemCalls.call(duplicate, actions, input.readEnd(), 0);
    }
    SystemCalls.call(duplicate, actions, pipes.output().writeEnd(), 1);
    SystemCalls.call(duplicate, actions, pipes.errors().writeEnd(), 2);
    SystemCalls.call(changeDirectory, actions, arena.allocateFrom(directory.toString()));
    if (closing) {
      closeOthers(actions);
    }
    return actions;
  }

  void destroy(MemorySegment actions) {
    SystemCalls.call(destroy, actions);
  }

  private void closeOthers(MemorySegment actions) {
    if (closeFrom.isPresent()) {
      SystemCalls.call(closeFrom.get(), actions, FIRST_NOT_STANDARD);
      return;
    }
    // musl has no closefrom; to close what is not open is no error.
    int end = Math.max(FEWEST_CLOSED, highestOpen() + OPENED_MEANWHILE);
    for (int descriptor = FIRST_NOT_STANDARD; descriptor < end; descriptor++) {
      SystemCalls.call(close, actions, descriptor);
    }
  }

  private static int highestOpen() {
    String[] open = Path.of("/proc/self/fd").toFile().list();
    return open == null ? 0 : Arrays.stream(open).mapToInt(Integer::parseInt).max().orElse(0);
  }
}
