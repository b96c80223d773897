package io.mcp1password.runner.process;

import org.jspecify.annotations.Nullable;

/** The pipes of a child; without one for its input, it reads nothing. */
record Pipes(@Nullable Pipe input, Pipe output, Pipe errors) implements AutoCloseable {

  static Pipes open(SystemCalls calls, boolean withInput) {
    Pipe output = new Pipe(calls);
    Pipe errors = null;
    try {
      errors = new Pipe(calls);
      return new Pipes(withInput ? new Pipe(calls) : null, output, errors);
    } catch (ChildException e) {
      output.close();
      if (errors != null) {
        errors.close();
      }
      throw e;
    }
  }

  /** Closes the ends that are the child's, so that only the child's own copies are left. */
  void closeChildEnds() {
    if (input != null) {
      input.closeReadEnd();
    }
    output.closeWriteEnd();
    errors.closeWriteEnd();
  }

  @Override
  public void close() {
    if (input != null) {
      input.close();
    }
    output.close();
    errors.close();
  }
}
