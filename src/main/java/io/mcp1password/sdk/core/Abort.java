package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An {@code AbortController} and its signal in one. */
final class Abort {

  private static final Failure DEFAULT_REASON =
      new Failure("AbortError", "This operation was aborted");

  private final List<Consumer<@Nullable Object>> listeners = new ArrayList<>();
  private boolean aborted;
  private @Nullable Object reason;

  void abort() {
    abort(DEFAULT_REASON);
  }

  void abort(@Nullable Object why) {
    if (!aborted) {
      aborted = true;
      reason = why;
      listeners.forEach(each -> each.accept(why));
      listeners.clear();
    }
  }

  /** Calls a listener with the reason when this is aborted, at once if it is already. */
  void whenAborted(Consumer<@Nullable Object> listener) {
    if (aborted) {
      listener.accept(reason);
    } else {
      listeners.add(listener);
    }
  }
}
