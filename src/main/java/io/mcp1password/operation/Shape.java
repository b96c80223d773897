package io.mcp1password.operation;

import io.mcp1password.model.Secret;
import io.mcp1password.model.WireName;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one description of a value's form: it renders the JSON Schema, reads and checks JSON, and
 * writes JSON.
 *
 * <p>The schema keeps to what is valid both as JSON Schema 2020-12 and as OpenAPI 3.0.
 */
sealed interface Shape {

  JsonProvider JSON = JsonText.JSON;

  /** The JSON Schema of the value. */
  JsonObjectBuilder schema();

  /**
   * The value that the JSON stands for, or null after telling the problems what is wrong.
   *
   * @param at the argument's name, for the problems
   */
  @Nullable Object read(String at, JsonValue json, Problems problems);

  /** The JSON that stands for the value. */
  JsonValue write(Object value);

  /** The JSON that a text in a query stands for; what does not fit is left to {@link #read}. */
  default JsonValue parse(String text) {
    return JSON.createValue(text);
  }

  /** Whether a secret is in it, however deep. */
  default boolean holdsSecret() {
    return false;
  }

  /** A text, measured in UTF-16 units. */
  record Text(long min, long max) implements Shape {

    @Override
    public JsonObjectBuilder schema() {
      var schema = JSON.createObjectBuilder().add("type", "string");
      if (min > 0) {
        schema.add("minLength", min);
      }
      if (max < Long.MAX_VALUE) {
        schema.add("maxLength", max);
      }
      return schema;
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      if (!(json instanceof JsonString string)) {
        return problems.add(at, "must be a text");
      }
      String text = string.getString();
      if (text.length() < min || text.length() > max) {
        return problems.add(at, "must have " + Problems.range(min, max) + " characters");
      }
      return text;
    }

    @Override
    public JsonValue write(Object value) {
      return JSON.createValue((String) value);
    }
  }

  /** A text that is secret: read, never written. */
  record Hidden(Text text) implements Shape {

    @Override
    public boolean holdsSecret() {
      return true;
    }

    @Override
    public JsonObjectBuilder schema() {
      return text.schema();
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      Object value = text.read(at, json, problems);
      return value == null ? null : Secret.of((String) value);
    }

    @Override
    public JsonValue write(Object value) {
      throw new IllegalStateException("a secret is never written");
    }
  }

  /** A whole number. */
  record Whole(Class<?> type, long min, long max) implements Shape {

    private static final int MAX_SCALE = 32;

    @Override
    public JsonObjectBuilder schema() {
      var schema = JSON.createObjectBuilder().add("type", "integer");
      if (min > Long.MIN_VALUE) {
        schema.add("minimum", min);
      }
      if (max < Long.MAX_VALUE) {
        schema.add("maximum", max);
      }
      return schema;
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      // An exponent such as 1e1000000000 must not be expanded to be found too large.
      if (!(json instanceof JsonNumber given)
          || Math.abs((long) given.bigDecimalValue().scale()) > MAX_SCALE) {
        return problems.add(at, "must be a whole number");
      }
      try {
        long number = given.bigDecimalValue().longValueExact();
        if (number < min || number > max) {
          return problems.add(at, "must be " + Problems.range(min, max));
        }
        return isInt() ? (Object) Math.toIntExact(number) : (Object) number;
      } catch (ArithmeticException notWholeOrTooLarge) {
        return problems.add(at, "must be a whole number");
      }
    }

    private boolean isInt() {
      return type == int.class || type == Integer.class;
    }

    @Override
    public JsonValue write(Object value) {
      return JSON.createValue(((Number) value).longValue());
    }

    @Override
    public JsonValue parse(String text) {
      return text.matches("-?[0-9]{1,18}")
          ? JSON.createValue(Long.parseLong(text))
          : Shape.super.parse(text);
    }
  }

  /** True or false. */
  record Flag() implements Shape {

    @Override
    public JsonObjectBuilder schema() {
      return JSON.createObjectBuilder().add("type", "boolean");
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      return switch (json.getValueType()) {
        case TRUE -> true;
        case FALSE -> false;
        default -> problems.add(at, "must be true or false");
      };
    }

    @Override
    public JsonValue write(Object value) {
      return (Boolean) value ? JsonValue.TRUE : JsonValue.FALSE;
    }

    @Override
    public JsonValue parse(String text) {
      return switch (text) {
        case "true" -> JsonValue.TRUE;
        case "false" -> JsonValue.FALSE;
        default -> Shape.super.parse(text);
      };
    }
  }

  /** A point in time, in RFC 3339's form. */
  record Time() implements Shape {

    @Override
    public JsonObjectBuilder schema() {
      return JSON.createObjectBuilder().add("type", "string").add("format", "date-time");
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      try {
        return json instanceof JsonString text
            ? Instant.parse(text.getString())
            : problems.add(at, "must be a time such as 2026-01-31T12:00:00Z");
      } catch (java.time.DateTimeException malformed) {
        return problems.add(at, "must be a time such as 2026-01-31T12:00:00Z");
      }
    }

    @Override
    public JsonValue write(Object value) {
      return JSON.createValue(value.toString());
    }
  }

  /** One of an enum's names. */
  record Choice(List<? extends WireName> constants) implements Shape {

    static Choice of(Class<?> type) {
      return new Choice(Arrays.stream(type.getEnumConstants()).map(WireName.class::cast).toList());
    }

    @Override
    public JsonObjectBuilder schema() {
      JsonArrayBuilder names = JSON.createArrayBuilder();
      constants.forEach(each -> names.add(each.wireName()));
      return JSON.createObjectBuilder().add("type", "string").add("enum", names);
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      Optional<? extends WireName> found =
          json instanceof JsonString text
              ? constants.stream()
                  .filter(each -> each.wireName().equals(text.getString()))
                  .findFirst()
              : Optional.empty();
      return found.isPresent()
          ? found.get()
          : problems.add(
              at,
              "must be one of "
                  + String.join(", ", constants.stream().map(WireName::wireName).toList()));
    }

    @Override
    public JsonValue write(Object value) {
      return JSON.createValue(((WireName) value).wireName());
    }
  }

  /** A list. */
  record Many(Shape element, long min, long max) implements Shape {

    @Override
    public boolean holdsSecret() {
      return element.holdsSecret();
    }

    @Override
    public JsonObjectBuilder schema() {
      var schema = JSON.createObjectBuilder().add("type", "array").add("items", element.schema());
      if (min > 0) {
        schema.add("minItems", min);
      }
      if (max < Long.MAX_VALUE) {
        schema.add("maxItems", max);
      }
      return schema;
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      if (!(json instanceof JsonArray array)) {
        return problems.add(at, "must be a list");
      }
      if (array.size() < min || array.size() > max) {
        return problems.add(at, "must have " + Problems.range(min, max) + " elements");
      }
      var elements = new ArrayList<@Nullable Object>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(element.read(at + "[" + i + "]", array.get(i), problems));
      }
      return elements;
    }

    @Override
    public JsonValue write(Object value) {
      var array = JSON.createArrayBuilder();
      ((List<?>) value).forEach(each -> array.add(element.write(each)));
      return array.build();
    }
  }

  /** An object whose names are free. */
  record Dictionary(Shape value) implements Shape {

    @Override
    public boolean holdsSecret() {
      return value.holdsSecret();
    }

    @Override
    public JsonObjectBuilder schema() {
      return JSON.createObjectBuilder()
          .add("type", "object")
          .add("additionalProperties", value.schema());
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      if (!(json instanceof JsonObject object)) {
        return problems.add(at, "must be an object");
      }
      var entries = new LinkedHashMap<String, @Nullable Object>();
      object.forEach(
          (name, each) ->
              entries.put(name, value.read(at + "." + Problems.name(name), each, problems)));
      return entries;
    }

    @Override
    public JsonValue write(Object object) {
      var result = JSON.createObjectBuilder();
      ((Map<?, ?>) object).forEach((name, each) -> result.add((String) name, value.write(each)));
      return result.build();
    }
  }

  /** An object with known members: a record. */
  record Structure(RecordShape shape) implements Shape {

    @Override
    public boolean holdsSecret() {
      return shape.members().stream().anyMatch(member -> member.shape().holdsSecret());
    }

    @Override
    public JsonObjectBuilder schema() {
      return shape.schema();
    }

    @Override
    public @Nullable Object read(String at, JsonValue json, Problems problems) {
      return json instanceof JsonObject object
          ? shape.read(at + ".", object, problems)
          : problems.add(at, "must be an object");
    }

    @Override
    public JsonValue write(Object value) {
      return shape.write(value);
    }
  }
}
