package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException.Kind;

/** A trouble of the server that may be over in a moment: a read is tried again. */
final class TransientTrouble extends ServerTrouble {

  private static final long serialVersionUID = 1;

  TransientTrouble(Kind kind, String message) {
    super(kind, message);
  }

  TransientTrouble(Kind kind, String message, Effect effect) {
    super(kind, message, effect);
  }
}
