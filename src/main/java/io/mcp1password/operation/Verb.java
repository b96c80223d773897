package io.mcp1password.operation;

/** The HTTP method of an operation's REST endpoint. */
public enum Verb {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** Whether the arguments outside the path travel in a JSON body (else in the query). */
  public boolean hasBody() {
    return this == POST || this == PUT || this == PATCH;
  }
}
