package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException.Kind;

/**
 * Connect's own failure, an HTTP 500. It is also how Connect answers a write that meets with
 * another one, so for writes it does not count as a trouble of the server.
 */
final class FailureTrouble extends ServerTrouble {

  private static final long serialVersionUID = 1;

  FailureTrouble(String message) {
    super(Kind.BROKEN, message, Effect.CONFLICT);
  }
}
