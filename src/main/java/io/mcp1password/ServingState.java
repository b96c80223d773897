package io.mcp1password;

import io.mcp1password.http.ServiceState;
import java.util.function.BooleanSupplier;

/**
 * Whether calls can be served now.
 *
 * @param audit whether they can be recorded
 * @param backend whether 1Password can be reached
 * @param stop whether the service is stopping
 */
record ServingState(BooleanSupplier audit, BooleanSupplier backend, BooleanSupplier stop)
    implements ServiceState {

  @Override
  public boolean ready() {
    return !stopping() && audit.getAsBoolean() && backend.getAsBoolean();
  }

  @Override
  public boolean stopping() {
    return stop.getAsBoolean();
  }
}
