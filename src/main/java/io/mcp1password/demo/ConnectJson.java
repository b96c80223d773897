package io.mcp1password.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Reading and building of JSON with one provider, which is costly to look up. */
final class ConnectJson {

  private static final JsonProvider JSON = JsonProvider.provider();

  private ConnectJson() {}

  static JsonObjectBuilder object() {
    return JSON.createObjectBuilder();
  }

  /** A builder that begins with the members of {@code start}. */
  static JsonObjectBuilder object(JsonObject start) {
    return JSON.createObjectBuilder(start);
  }

  static JsonArray array(Collection<? extends JsonValue> values) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    values.forEach(array::add);
    return array.build();
  }

  static JsonArray texts(Collection<String> values) {
    return JSON.createArrayBuilder(values).build();
  }

  static JsonValue text(String value) {
    return JSON.createValue(value);
  }

  /** The objects in the array of that name; none when there is no such array. */
  static List<JsonObject> objects(JsonObject owner, String name) {
    return owner.get(name) instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  /** The value as an object, or a 400 {@link Refusal}. */
  static JsonObject asObject(JsonValue value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw Refusal.invalidBody();
  }

  /** The value as an array, or a 400 {@link Refusal}. */
  static JsonArray asArray(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array;
    }
    throw Refusal.invalidBody();
  }

  /**
   * The value in a request's body.
   *
   * @throws Refusal 400 when it is not JSON in UTF-8, or nested too deep
   */
  static JsonValue parse(byte[] body) {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException notUtf8) {
      throw Refusal.invalidBody();
    }
  }

  static JsonValue parse(String json) {
    try (var reader = JSON.createReader(new StringReader(json))) {
      return reader.readValue();
    } catch (JsonException | IllegalStateException malformed) {
      throw Refusal.invalidBody();
    }
  }
}
