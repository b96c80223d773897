package io.mcp1password.sdk;

import java.util.Optional;

/**
 * What came of one of several things that were asked for at once.
 *
 * @param <T> the result
 * @param <F> the reason of a failure
 */
public sealed interface Outcome<T, F> {

  /** It was done. */
  record Done<T, F>(T value) implements Outcome<T, F> {}

  /** It was not done. */
  record Failed<T, F>(F reason) implements Outcome<T, F> {}

  /** The result, if there is one. */
  default Optional<T> result() {
    return switch (this) {
      case Done<T, F> done -> Optional.of(done.value());
      case Failed<T, F> _ -> Optional.empty();
    };
  }
}
