package io.mcp1password.mcp;

/** What a transport demands of the headers that a request of the stateless revision came with. */
@FunctionalInterface
interface HeaderCheck {

  /** Of a transport that has no headers. */
  HeaderCheck NONE = (request, meta) -> {};

  /**
   * Compares the headers with the request.
   *
   * @throws ProtocolException when one is missing, malformed or different
   */
  void check(Incoming.Request request, RequestMeta meta);
}
