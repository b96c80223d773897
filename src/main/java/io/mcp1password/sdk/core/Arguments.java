package io.mcp1password.sdk.core;

import org.jspecify.annotations.Nullable;

/** What the core passed to an import: numbers, references to objects, and texts in its memory. */
final class Arguments {

  private final CoreInstance instance;
  private final long[] values;

  Arguments(CoreInstance instance, long[] values) {
    this.instance = instance;
    this.values = values;
  }

  /** The object that is referred to. */
  @Nullable Object object(int index) {
    return instance.objects().object(values[index]);
  }

  /** The object that is referred to, which the core knows to be of this kind. */
  <T> T object(int index, Class<T> type) {
    Object object = object(index);
    if (!type.isInstance(object)) {
      throw new IllegalStateException("the core took an object for a " + type.getSimpleName());
    }
    return type.cast(object);
  }

  int integer(int index) {
    return (int) values[index];
  }

  double number(int index) {
    return Double.longBitsToDouble(values[index]);
  }

  /** The text whose address and length are this argument and the next. */
  String text(int index) {
    return instance.text(integer(index), integer(index + 1));
  }
}
