package io.mcp1password.runner.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a child ended, and what it wrote.
 *
 * @param exitCode 0 to 255; null when a signal ended the child
 * @param signal the name of the signal that ended the child, as {@code SIGTERM}; null when it
 *     exited
 * @param timedOut whether the child was stopped because its time was over
 * @param stdout what was kept of the standard output: masked, malformed UTF-8 replaced
 * @param stderr what was kept of the error output: masked, malformed UTF-8 replaced
 * @param outputTruncated whether there was more output than is kept
 * @param duration from the start until the output was read
 */
public record ChildResult(
    @Nullable Integer exitCode,
    @Nullable String signal,
    boolean timedOut,
    String stdout,
    String stderr,
    boolean outputTruncated,
    Duration duration) {

  /** Whether the child exited by itself with 0. */
  public boolean succeeded() {
    return !timedOut && exitCode != null && exitCode == 0;
  }

  /** How the child ended; what it wrote may be a session. */
  @Override
  public String toString() {
    return "ChildResult[exitCode=" + exitCode + ", signal=" + signal + "]";
  }
}
