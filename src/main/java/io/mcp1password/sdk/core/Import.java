package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * A JavaScript function that the core calls.
 *
 * <p>What it returns becomes what the core's declaration of it says: a reference, a number, or
 * nothing. If it throws {@link Thrown}, the core is told when it asked to be ({@link Catching}),
 * and otherwise has failed.
 */
@FunctionalInterface
interface Import {

  @Nullable Object call(Arguments arguments);

  /** An import whose exceptions the core handles. */
  record Catching(Import inner) implements Import {
    @Override
    public @Nullable Object call(Arguments arguments) {
      return inner.call(arguments);
    }
  }
}
