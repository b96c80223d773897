package io.mcp1password.runner.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * The functions of the C library that start, watch and signal children.
 *
 * <p>Each returns what the C function returns; after a failure of one that sets it, {@link #errno}
 * is given the memory that was handed in.
 */
final class SystemCalls {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_OF =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MethodHandle kill = function("kill", JAVA_INT, JAVA_INT);
  private final MethodHandle close = function("close", JAVA_INT);
  private final MethodHandle waitpid = function("waitpid", JAVA_INT, ADDRESS, JAVA_INT);
  private final MethodHandle waitid = function("waitid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private final MethodHandle pipe;
  private final MethodHandle read = transfer("read");
  private final MethodHandle write = transfer("write");
  private final MethodHandle poll =
      withErrno("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private final MethodHandle spawn =
      function("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private final boolean closingPipe;

  SystemCalls(Platform platform) {
    // Without pipe2 a pipe is inheritable, which does not matter where children close by default.
    closingPipe = !platform.closesByDefault();
    pipe = closingPipe ? function("pipe2", ADDRESS, JAVA_INT) : function("pipe", ADDRESS);
  }

  /** A function of the C library that returns an int. */
  static MethodHandle function(String name, MemoryLayout... parameters) {
    return optional(name, parameters)
        .orElseThrow(() -> new UnsatisfiedLinkError("The C library has no " + name + "."));
  }

  /** The same; empty where the C library lacks the function. */
  @SuppressWarnings("restricted") // calls into the C library are what this class is for
  static Optional<MethodHandle> optional(String name, MemoryLayout... parameters) {
    return LINKER
        .defaultLookup()
        .find(name)
        .map(
            address -> LINKER.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, parameters)));
  }

  @SuppressWarnings("restricted") // as above
  private static MethodHandle withErrno(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, ERRNO);
  }

  private static MethodHandle transfer(String name) {
    return withErrno(name, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  }

  /** Calls one of the functions that return an int. */
  static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("A function of the C library could not be called.", e);
    }
  }

  /** Memory for the error number of a call. */
  static MemorySegment state(Arena arena) {
    return arena.allocate(STATE);
  }

  static int errno(MemorySegment state) {
    return (int) ERRNO_OF.get(state, 0L);
  }

  /**
   * Lets ended children be waited for: when the service was started with SIGCHLD ignored, the
   * system would forget them at once, and how they ended.
   */
  void keepEndedChildren(Platform platform) {
    MemorySegment byDefault = MemorySegment.NULL;
    call(function("signal", JAVA_INT, ADDRESS), platform.childSignal(), byDefault);
  }

  int kill(int target, int signal) {
    return call(kill, target, signal);
  }

  int close(int descriptor) {
    return call(close, descriptor);
  }

  int waitpid(int child, MemorySegment status, int options) {
    return call(waitpid, child, status, options);
  }

  int waitid(int child, MemorySegment information, int options) {
    int byPid = 1;
    return call(waitid, byPid, child, information, options);
  }

  int pipe(MemorySegment ends) {
    int closeOnExec = 0x80000;
    return closingPipe ? call(pipe, ends, closeOnExec) : call(pipe, ends);
  }

  long read(MemorySegment state, int descriptor, MemorySegment buffer) {
    return transfer(read, state, descriptor, buffer);
  }

  long write(MemorySegment state, int descriptor, MemorySegment buffer) {
    return transfer(write, state, descriptor, buffer);
  }

  private static long transfer(
      MethodHandle function, MemorySegment state, int descriptor, MemorySegment buffer) {
    try {
      return (long) function.invokeExact(state, descriptor, buffer, buffer.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException("A function of the C library could not be called.", e);
    }
  }

  int poll(MemorySegment state, MemorySegment entries, int count, int milliseconds) {
    return call(poll, state, entries, (long) count, milliseconds);
  }

  int spawn(MemorySegment pid, MemorySegment path, SpawnPlan plan) {
    return call(
        spawn, pid, path, plan.actions(), plan.attributes(), plan.arguments(), plan.environment());
  }
}
