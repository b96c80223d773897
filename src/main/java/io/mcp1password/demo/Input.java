package io.mcp1password.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read whatever the spelling of its keys ({@code excludeCharacters},
 * {@code exclude_characters}).
 *
 * <p>Every reader throws a 400 {@link Refusal} when the value has another type; null counts as
 * absent.
 */
final class Input {

  private final Map<String, JsonValue> values = new HashMap<>();

  private Input(JsonObject object) {
    object.forEach(
        (key, value) -> {
          if (value.getValueType() != JsonValue.ValueType.NULL) {
            values.put(plain(key), value);
          }
        });
  }

  static Input of(JsonValue value) {
    return new Input(ConnectJson.asObject(value));
  }

  @Nullable JsonValue value(String key) {
    return values.get(plain(key));
  }

  @Nullable String text(String key) {
    return switch (value(key)) {
      case null -> null;
      case JsonString text -> text.getString();
      default -> throw Refusal.invalidBody();
    };
  }

  String text(String key, String fallback) {
    String text = text(key);
    return text == null ? fallback : text;
  }

  boolean flag(String key) {
    JsonValue value = value(key);
    return value != null && asFlag(value);
  }

  int number(String key, int fallback) {
    return switch (value(key)) {
      case null -> fallback;
      case JsonNumber number when number.isIntegral() -> clamp(number);
      default -> throw Refusal.invalidBody();
    };
  }

  List<JsonValue> list(String key) {
    return switch (value(key)) {
      case null -> List.of();
      case JsonArray array -> array;
      default -> throw Refusal.invalidBody();
    };
  }

  List<Input> objects(String key) {
    return list(key).stream().map(Input::of).toList();
  }

  List<String> texts(String key) {
    return list(key).stream().map(Input::asText).toList();
  }

  @Nullable Input object(String key) {
    JsonValue value = value(key);
    return value == null ? null : of(value);
  }

  static String asText(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw Refusal.invalidBody();
  }

  static boolean asFlag(JsonValue value) {
    return switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      default -> throw Refusal.invalidBody();
    };
  }

  private static int clamp(JsonNumber number) {
    return Math.clamp(number.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static String plain(String key) {
    return key.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
