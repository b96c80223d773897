package io.mcp1password.mcp;

/**
 * Where the messages go that a client's message brings about: its answer, and what belongs to it.
 * Safe for use by many threads at once.
 */
@FunctionalInterface
interface MessageSink {

  void send(Outgoing message);

  /** Lets go of the client for now, where it can come back for the rest; otherwise does nothing. */
  default void pause() {}
}
