package io.mcp1password.runner.process;

import io.mcp1password.runner.process.ChildException.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Runs child processes, each as the leader of its own session and group, and leaves none behind.
 *
 * <p>Children are started by {@code posix_spawn} through the foreign function API, since the JDK's
 * own process builder can neither make a group nor tell a signal from an exit code, and a program
 * such as {@code setsid} is not there on every system. A child gets exactly the environment of its
 * command, three descriptors, no blocked or ignored signal, and no controlling terminal.
 *
 * <p>When its time is over, or its caller is interrupted, SIGTERM goes to its group and to what
 * left the group, and SIGKILL after a grace of half the time-out (50 ms to 1 s). After the end of
 * the leader the output is read for 250 ms more if others hold it open; then the rest of the group
 * is killed. A process that left the group on purpose lives on after a normal end; one that also
 * lost its parents and closed both outputs is not found even when time is over.
 *
 * <p>Linux (glibc 2.29, musl 1.1.24 or newer) and macOS, on 64-bit processors. Native access must
 * be enabled, or the JVM warns. Safe for use by many threads, virtual ones as well: each child is
 * watched by a platform thread of its own.
 */
public final class ChildProcesses implements AutoCloseable {

  private final @Nullable PosixSystem system;
  private final Map<ChildRun, Thread> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** The children of this system; on an unsupported one each run is refused. */
  public ChildProcesses() {
    this(Platform.current());
  }

  ChildProcesses(@Nullable Platform platform) {
    this.system = platform == null ? null : PosixSystem.of(platform);
  }

  ChildProcesses(PosixSystem system) {
    this.system = system;
  }

  /**
   * Runs a command to its end.
   *
   * @throws ChildException when it cannot be started, when the calling thread is interrupted (which
   *     stops it; the thread stays interrupted), or when this is closed
   */
  public ChildResult run(ChildCommand command) {
    if (system == null) {
      throw new ChildException(
          Kind.UNSUPPORTED_SYSTEM,
          "Commands can be run on Linux and macOS only, on 64-bit Intel or ARM processors.");
    }
    var run = new ChildRun(system, command);
    var task = new FutureTask<>(run);
    Thread thread = Thread.ofPlatform().daemon().name("child-process").unstarted(task);
    running.put(run, thread);
    try {
      if (closed) {
        run.cancel();
      }
      thread.start();
      return answer(run, task);
    } finally {
      running.remove(run);
    }
  }

  private static ChildResult answer(ChildRun run, FutureTask<ChildResult> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          run.cancel();
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case ChildException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("A child process was lost.", cause);
    };
  }

  /** Stops all children, each with its grace, waits for their ends, and refuses others. */
  @Override
  public void close() {
    closed = true;
    running.keySet().forEach(ChildRun::cancel);
    boolean interrupted = false;
    for (Thread each : running.values()) {
      interrupted |= joined(each);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of a thread; whether this one was interrupted meanwhile. */
  private static boolean joined(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
