package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;

/**
 * A failure that is about the Connect server rather than about what was asked: the circuit breaker
 * counts it.
 */
sealed class ServerTrouble extends RuntimeException permits TransientTrouble {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  ServerTrouble(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** The failure as it is told to the rest of the product. */
  final BackendException told() {
    return new BackendException(kind, String.valueOf(getMessage()));
  }
}
