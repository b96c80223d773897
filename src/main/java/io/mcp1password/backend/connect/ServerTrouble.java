package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure that is about the Connect server rather than about what was asked: the circuit breaker
 * counts it.
 */
sealed class ServerTrouble extends RuntimeException
    permits TransientTrouble, LimitTrouble, FailureTrouble {

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final Effect effect;

  ServerTrouble(Kind kind, String message) {
    this(kind, message, Effect.UNKNOWN);
  }

  ServerTrouble(Kind kind, String message, Effect effect) {
    super(message);
    this.kind = kind;
    this.effect = effect;
  }

  /** What a write that met with it has done. */
  final Effect effect() {
    return effect;
  }

  /** The failure as it is told to the rest of the product. */
  final BackendException told() {
    return new BackendException(kind, String.valueOf(getMessage()), retryAfter());
  }

  /** After what time the server may be asked again; null when it did not say. */
  @Nullable Duration retryAfter() {
    return null;
  }
}
