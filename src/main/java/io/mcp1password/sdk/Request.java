package io.mcp1password.sdk;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object for the core, as it is written. Members without a value are left out. */
final class Request {

  /** The JSON implementation, looked up once. */
  static final JsonProvider JSON = JsonProvider.provider();

  /** The constant of every enum that stands for a name that is not known. */
  static final String UNKNOWN = "UNKNOWN";

  private final JsonObjectBuilder json = JSON.createObjectBuilder();

  Request with(String name, @Nullable String value) {
    if (value != null) {
      json.add(name, value);
    }
    return this;
  }

  Request with(String name, boolean value) {
    json.add(name, value);
    return this;
  }

  Request with(String name, long value) {
    json.add(name, value);
    return this;
  }

  Request with(String name, @Nullable Boolean value) {
    if (value != null) {
      json.add(name, value);
    }
    return this;
  }

  Request with(String name, @Nullable Long value) {
    if (value != null) {
      json.add(name, value);
    }
    return this;
  }

  Request with(String name, @Nullable Instant value) {
    return with(name, value == null ? null : value.toString());
  }

  Request with(String name, Plaintext value) {
    return with(name, value.reveal());
  }

  Request with(String name, @Nullable JsonValue value) {
    if (value != null) {
      json.add(name, value);
    }
    return this;
  }

  /**
   * Adds a constant.
   *
   * @throws SdkException.InvalidInput when it stands for a name that is not known
   */
  <E extends Enum<E> & Wired> Request with(String name, @Nullable E value) {
    return value == null ? this : with(name, sendable(value));
  }

  Request withTexts(String name, Collection<String> values) {
    return with(name, array(values, JSON::createValue));
  }

  <E extends Enum<E> & Wired> Request withConstants(String name, Collection<E> values) {
    return with(name, array(values, each -> JSON.createValue(sendable(each))));
  }

  <T> Request withList(
      String name, Collection<T> values, Function<T, ? extends JsonValue> element) {
    return with(name, array(values, element));
  }

  /** The bytes, as an array of numbers. */
  Request with(String name, FileContent content) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    for (byte each : content.bytes()) {
      array.add(each & 0xff);
    }
    return with(name, array.build());
  }

  JsonObject json() {
    return json.build();
  }

  /** A constant of a union: its name, and its content under a key. */
  static JsonObject tagged(String type, String key, @Nullable JsonValue content) {
    return new Request().with("type", type).with(key, content).json();
  }

  private static <T> JsonValue array(
      Collection<T> values, Function<T, ? extends JsonValue> element) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    values.forEach(each -> array.add(element.apply(each)));
    return array.build();
  }

  private static <E extends Enum<E> & Wired> String sendable(E value) {
    if (value.name().equals(UNKNOWN)) {
      throw new SdkException.InvalidInput(
          "A value of "
              + value.getDeclaringClass().getSimpleName()
              + " is not known to this version, and cannot be sent back.");
    }
    return value.wireName();
  }
}
