package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Plain;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JavaScript's {@code JSON}, between texts and the values of {@link Script}. */
final class ScriptJson {

  static final JsonProvider JSON = JsonProvider.provider();

  private ScriptJson() {}

  /** The value that a text describes. */
  static @Nullable Object parse(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return fromJson(reader.readValue());
    } catch (JsonException | IllegalStateException e) {
      throw Script.typeError("not JSON");
    }
  }

  static String stringify(@Nullable Object value) {
    return toJson(value).toString();
  }

  private static @Nullable Object fromJson(JsonValue value) {
    return switch (value) {
      case JsonString text -> text.getString();
      case JsonNumber number -> number.doubleValue();
      case JsonArray array -> {
        List<@Nullable Object> list = new ArrayList<>();
        array.forEach(each -> list.add(fromJson(each)));
        yield list;
      }
      case JsonObject object -> {
        Plain plain = new Plain();
        object.forEach((name, each) -> plain.set(name, fromJson(each)));
        yield plain;
      }
      default ->
          switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> null;
          };
    };
  }

  private static JsonValue toJson(@Nullable Object value) {
    return switch (value) {
      case String text -> JSON.createValue(text);
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          JSON.createValue(number.longValue());
      case Double number -> JSON.createValue(number);
      case Boolean truth -> truth ? JsonValue.TRUE : JsonValue.FALSE;
      case List<?> list -> {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        list.forEach(each -> array.add(toJson(each)));
        yield array.build();
      }
      case Plain plain -> {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        plain.properties().forEach((name, each) -> object.add(name, toJson(each)));
        yield object.build();
      }
      case null, default -> JsonValue.NULL;
    };
  }
}
