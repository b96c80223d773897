package io.mcp1password.sdk.core;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JavaScript values that the core handles.
 *
 * <p>Strings, numbers, booleans and null are Java's own ({@link String}, {@link Double}, {@link
 * Boolean}, {@code null}), arrays are {@link java.util.List}s.
 */
final class Script {

  private Script() {}

  /** JavaScript's {@code undefined}. */
  enum Undefined {
    UNDEFINED
  }

  /** The global objects that the core asks for. */
  enum Global {
    GLOBAL_THIS,
    CRYPTO,
    PERFORMANCE
  }

  /** The property keys that are not strings. */
  enum Symbol {
    ITERATOR
  }

  /** What can be called. */
  @FunctionalInterface
  interface Callable {
    @Nullable Object call(@Nullable Object... arguments);
  }

  /** A plain object. */
  record Plain(Map<String, @Nullable Object> properties) {
    Plain() {
      this(new LinkedHashMap<>());
    }

    @Nullable Object get(String name) {
      return properties.containsKey(name) ? properties.get(name) : Undefined.UNDEFINED;
    }

    void set(String name, @Nullable Object value) {
      properties.put(name, value);
    }
  }

  /** The core's whole memory, as an array buffer. */
  enum MemoryBuffer {
    MEMORY
  }

  /** A thrown JavaScript value, on its way to the core that catches it. */
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Object value;

    Thrown(@Nullable Object value) {
      super(null, null, false, false);
      this.value = value;
    }

    @Nullable Object value() {
      return value;
    }
  }

  /** An error object. */
  record Failure(String name, String message) {
    @Override
    public String toString() {
      return name + ": " + message;
    }
  }

  static Thrown typeError(String message) {
    return new Thrown(new Failure("TypeError", message));
  }
}
