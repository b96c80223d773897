package io.mcp1password.runner.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A process that was started, which leads a group of its own.
 *
 * <p>After its end it is left to be waited for until its group was signalled for the last time: as
 * long as it is, the system gives its number to no other process or group.
 */
final class Child {

  private static final int NO_HANG = 1;
  private static final int EXITED = 4;
  private static final int INFORMATION_SIZE = 128;

  private final SystemCalls calls;
  private final Platform platform;
  private final int pid;

  Child(SystemCalls calls, Platform platform, int pid) {
    this.calls = calls;
    this.platform = platform;
    this.pid = pid;
  }

  int pid() {
    return pid;
  }

  /** Whether the process has ended; the number of the signal SIGCHLD tells. */
  boolean hasEnded() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment information = arena.allocate(INFORMATION_SIZE, 8);
      int answer = calls.waitid(pid, information, EXITED | NO_HANG | platform.leaveWaitable());
      return answer == 0 && information.get(JAVA_INT, 0) != 0;
    }
  }

  /** Sends a signal to all of the group. */
  void signal(int number) {
    calls.kill(-pid, number);
  }

  /** Waits for the process, after its end, and says how it ended: as {@code waitpid} does. */
  int reap() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(JAVA_INT);
      int answer;
      do {
        answer = calls.waitpid(pid, status, 0);
      } while (answer != pid && !hasBeenReaped());
      return status.get(JAVA_INT, 0);
    }
  }

  /** Whether there is no such process any more, even to be waited for. */
  private boolean hasBeenReaped() {
    return calls.kill(pid, 0) != 0;
  }
}
