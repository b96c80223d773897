package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Callable;
import io.mcp1password.sdk.core.Script.Thrown;
import io.mcp1password.sdk.core.Script.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A JavaScript promise: settled once, its reactions run as microtasks. */
final class Promise {

  private enum State {
    PENDING,
    FULFILLED,
    REJECTED
  }

  private final EventLoop loop;
  private final List<Runnable> reactions = new ArrayList<>();
  private State state = State.PENDING;
  private boolean resolved;
  private @Nullable Object result;

  Promise(EventLoop loop) {
    this.loop = loop;
  }

  /** The promise itself, or one that has this value already. */
  static Promise of(EventLoop loop, @Nullable Object value) {
    if (value instanceof Promise promise) {
      return promise;
    }
    Promise promise = new Promise(loop);
    promise.resolve(value);
    return promise;
  }

  /** Takes a value, or the later outcome of another promise; the first of all calls counts. */
  void resolve(@Nullable Object value) {
    if (resolved) {
      return;
    }
    resolved = true;
    if (value instanceof Promise other) {
      other.whenSettled(
          fulfilled -> settle(State.FULFILLED, fulfilled),
          rejected -> settle(State.REJECTED, rejected));
    } else {
      settle(State.FULFILLED, value);
    }
  }

  void reject(@Nullable Object reason) {
    if (!resolved) {
      resolved = true;
      settle(State.REJECTED, reason);
    }
  }

  /** What {@code then} gives: a promise of what the callbacks return. */
  Promise then(Callable onFulfilled, @Nullable Callable onRejected) {
    Promise next = new Promise(loop);
    whenSettled(
        value -> next.follow(onFulfilled, value),
        reason -> {
          if (onRejected == null) {
            next.reject(reason);
          } else {
            next.follow(onRejected, reason);
          }
        });
    return next;
  }

  /** Runs one of the two as a microtask once this is settled. */
  void whenSettled(Consumer<@Nullable Object> onFulfilled, Consumer<@Nullable Object> onRejected) {
    Runnable reaction =
        () -> {
          if (state == State.FULFILLED) {
            onFulfilled.accept(result);
          } else {
            onRejected.accept(result);
          }
        };
    if (state == State.PENDING) {
      reactions.add(reaction);
    } else {
      loop.queueMicrotask(reaction);
    }
  }

  /** The function that {@link #resolve}s this, as the core receives it. */
  Callable resolver() {
    return arguments -> {
      resolve(first(arguments));
      return Undefined.UNDEFINED;
    };
  }

  /** The function that {@link #reject}s this, as the core receives it. */
  Callable rejecter() {
    return arguments -> {
      reject(first(arguments));
      return Undefined.UNDEFINED;
    };
  }

  private static @Nullable Object first(@Nullable Object... arguments) {
    return arguments.length == 0 ? Undefined.UNDEFINED : arguments[0];
  }

  private void follow(Callable callback, @Nullable Object argument) {
    try {
      resolve(callback.call(argument));
    } catch (Thrown thrown) {
      reject(thrown.value());
    }
  }

  private void settle(State outcome, @Nullable Object value) {
    state = outcome;
    result = value;
    reactions.forEach(loop::queueMicrotask);
    reactions.clear();
  }
}
