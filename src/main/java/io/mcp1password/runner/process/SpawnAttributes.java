package io.mcp1password.runner.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A session of its own, and signals as at login: none blocked, and none ignored because the JVM
 * ignores it.
 */
final class SpawnAttributes {

  /** More than the structures of glibc and musl (336 bytes) and macOS (a pointer). */
  private static final int STRUCTURE_SIZE = 512;

  private static final int SIGNAL_SET_SIZE = 128;
  private static final int SIGKILL = 9;

  private final MethodHandle init = SystemCalls.function("posix_spawnattr_init", ADDRESS);
  private final MethodHandle destroy = SystemCalls.function("posix_spawnattr_destroy", ADDRESS);
  private final MethodHandle flags =
      SystemCalls.function("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
  private final MethodHandle blocked =
      SystemCalls.function("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
  private final MethodHandle defaulted =
      SystemCalls.function("posix_spawnattr_setsigdefault", ADDRESS, ADDRESS);
  private final MethodHandle empty = SystemCalls.function("sigemptyset", ADDRESS);
  private final MethodHandle fill = SystemCalls.function("sigfillset", ADDRESS);
  private final MethodHandle remove = SystemCalls.function("sigdelset", ADDRESS, JAVA_INT);
  private final Platform platform;

  SpawnAttributes(Platform platform) {
    this.platform = platform;
  }

  /** The attributes; they must be destroyed. */
  MemorySegment create(Arena arena) {
    MemorySegment attributes = arena.allocate(STRUCTURE_SIZE, 16);
    SystemCalls.call(init, attributes);
    SystemCalls.call(flags, attributes, platform.spawnFlags());
    MemorySegment none = arena.allocate(SIGNAL_SET_SIZE, 8);
    SystemCalls.call(empty, none);
    SystemCalls.call(blocked, attributes, none);
    MemorySegment all = arena.allocate(SIGNAL_SET_SIZE, 8);
    SystemCalls.call(fill, all);
    SystemCalls.call(remove, all, SIGKILL);
    SystemCalls.call(remove, all, platform.stopSignal());
    SystemCalls.call(defaulted, attributes, all);
    return attributes;
  }

  void destroy(MemorySegment attributes) {
    SystemCalls.call(destroy, attributes);
  }
}
