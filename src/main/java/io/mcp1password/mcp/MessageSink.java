package io.mcp1password.mcp;

/**
 * Where the messages go that a client's message brings about: its answer, and what belongs to it.
 * Safe for use by many threads at once.
 */
@FunctionalInterface
interface MessageSink {

  void send(Outgoing message);
}
