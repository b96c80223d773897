package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Callable;
import io.mcp1password.sdk.core.Script.Failure;
import io.mcp1password.sdk.core.Script.Global;
import io.mcp1password.sdk.core.Script.Plain;
import io.mcp1password.sdk.core.Script.Symbol;
import io.mcp1password.sdk.core.Script.Undefined;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The properties of objects, as JavaScript's {@code Reflect.get} reads them. */
final class Properties {

  private Properties() {}

  /** A property's value; undefined when the object has none of this name. */
  static @Nullable Object get(@Nullable Object target, @Nullable Object key) {
    return switch (target) {
      case Plain plain when key instanceof String name -> plain.get(name);
      case Headers headers when key == Symbol.ITERATOR ->
          (Callable) arguments -> new ScriptIterator(headers.entries());
      case ScriptIterator iterator when "next".equals(key) ->
          (Callable) arguments -> iterator.next();
      case List<?> list -> element(list, key);
      case Failure failure when "name".equals(key) -> failure.name();
      case Failure failure when "message".equals(key) -> failure.message();
      case Global global when global == Global.GLOBAL_THIS -> global(key);
      case null, default -> Undefined.UNDEFINED;
    };
  }

  private static @Nullable Object element(List<?> list, @Nullable Object key) {
    if (key == Symbol.ITERATOR) {
      return (Callable) arguments -> new ScriptIterator(list);
    }
    if (key instanceof Double index && index >= 0 && index < list.size()) {
      return list.get(index.intValue());
    }
    return "length".equals(key) ? (Object) (double) list.size() : Undefined.UNDEFINED;
  }

  private static Object global(@Nullable Object key) {
    return switch (key instanceof String name ? name : "") {
      case "crypto" -> Global.CRYPTO;
      case "performance" -> Global.PERFORMANCE;
      default -> Undefined.UNDEFINED;
    };
  }
}
