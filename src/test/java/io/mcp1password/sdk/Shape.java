package io.mcp1password.sdk;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The form that a value in a request must have. The core knows no more, and takes no other. */
@FunctionalInterface
interface Shape {

  Shape TEXT = JsonString.class::isInstance;
  Shape NUMBER = value -> value instanceof JsonNumber number && number.isIntegral();
  Shape FLAG = value -> JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value);

  boolean fits(JsonValue value);

  static Shape listOf(Shape element) {
    return value -> value instanceof JsonArray array && array.stream().allMatch(element::fits);
  }

  /** One of these texts. */
  static Shape oneOf(String... names) {
    Set<String> known = Set.of(names);
    return value -> value instanceof JsonString text && known.contains(text.getString());
  }

  /** One of an enum's names on the wire. */
  static <E extends Enum<E> & Wired> Shape oneOf(Class<E> type) {
    var names = new HashSet<String>();
    for (E each : type.getEnumConstants()) {
      if (!each.name().equals("UNKNOWN")) {
        names.add(each.wireName());
      }
    }
    return oneOf(names.toArray(String[]::new));
  }

  /** A union: the content's form follows from the type. */
  static Shape tagged(String key, Map<String, Shape> contents) {
    return value ->
        value instanceof JsonObject object
            && Set.of("type", key).containsAll(object.keySet())
            && contents
                .getOrDefault(object.getString("type", ""), _ -> false)
                .fits(object.getOrDefault(key, JsonValue.EMPTY_JSON_OBJECT));
  }

  /** An object with exactly these members; a name that ends in a question mark is optional. */
  static Shape object(Map<String, Shape> members) {
    var required = new HashMap<String, Shape>();
    var all = new HashMap<String, Shape>();
    members.forEach(
        (name, shape) -> {
          String plain = name.replace("?", "");
          all.put(plain, shape);
          if (plain.equals(name)) {
            required.put(plain, shape);
          }
        });
    return value ->
        value instanceof JsonObject object
            && object.keySet().containsAll(required.keySet())
            && object.entrySet().stream()
                .allMatch(
                    each ->
                        all.containsKey(each.getKey())
                            && all.get(each.getKey()).fits(each.getValue()));
  }
}
