package io.mcp1password.operation;

/**
 * The output of an operation that can be carried out and yet go wrong, as a command that exits with
 * an error: the caller gets the whole output, marked as an error.
 */
public interface Fallible {

  /** Whether it went wrong. */
  boolean failed();
}
