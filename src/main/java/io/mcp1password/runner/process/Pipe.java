package io.mcp1password.runner.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The two descriptors of a pipe, each closed once. */
final class Pipe implements AutoCloseable {

  private static final int CLOSED = -1;

  private final SystemCalls calls;
  private int readEnd;
  private int writeEnd;

  /**
   * Opens a pipe that is not inherited.
   *
   * @throws ChildException when there are too many open files
   */
  Pipe(SystemCalls calls) {
    this.calls = calls;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      if (calls.pipe(ends) != 0) {
        throw new ChildException(
            ChildException.Kind.NOT_STARTED,
            "No pipe could be opened: too many files are open. Try again later.");
      }
      readEnd = ends.getAtIndex(JAVA_INT, 0);
      writeEnd = ends.getAtIndex(JAVA_INT, 1);
    }
  }

  boolean isReadable() {
    return readEnd != CLOSED;
  }

  /** The descriptor to read from; -1 after it was closed. */
  int readEnd() {
    return readEnd;
  }

  /** The descriptor to write to; -1 after it was closed. */
  int writeEnd() {
    return writeEnd;
  }

  void closeReadEnd() {
    if (readEnd != CLOSED) {
      calls.close(readEnd);
      readEnd = CLOSED;
    }
  }

  void closeWriteEnd() {
    if (writeEnd != CLOSED) {
      calls.close(writeEnd);
      writeEnd = CLOSED;
    }
  }

  @Override
  public void close() {
    closeReadEnd();
    closeWriteEnd();
  }
}
