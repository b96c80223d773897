package io.mcp1password.sdk;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object from the core, read with patience: what is missing or of another
 * type is empty, and what is not known is passed over, so that a newer core can still be read.
 */
final class Members {

  private final JsonObject json;

  private Members(JsonObject json) {
    this.json = json;
  }

  /**
   * The members of an object.
   *
   * @throws SdkException.Other when it is none
   */
  static Members of(JsonValue value) {
    if (value instanceof JsonObject object) {
      return new Members(object);
    }
    throw unreadable();
  }

  static SdkException unreadable() {
    return new SdkException.Other("The core's answer could not be understood.");
  }

  /** The elements of an array, each read. */
  static <T> List<T> list(@Nullable JsonValue value, Function<Members, T> element) {
    return value instanceof JsonArray array
        ? array.stream().map(each -> element.apply(of(each))).toList()
        : List.of();
  }

  /** What a thing is known by; without it, it cannot be read. */
  String id(String name) {
    return optionalText(name).orElseThrow(Members::unreadable);
  }

  String text(String name) {
    return optionalText(name).orElse("");
  }

  Optional<String> optionalText(String name) {
    return json.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  Plaintext plaintext(String name) {
    return optionalText(name).map(Plaintext::of).orElse(Plaintext.EMPTY);
  }

  long number(String name) {
    return json.get(name) instanceof JsonNumber number ? number.longValue() : 0;
  }

  @Nullable Long optionalNumber(String name) {
    return json.get(name) instanceof JsonNumber number ? (Long) number.longValue() : null;
  }

  boolean flag(String name) {
    return JsonValue.TRUE.equals(json.get(name));
  }

  @Nullable Instant instant(String name) {
    try {
      return optionalText(name)
          .map(OffsetDateTime::parse)
          .map(OffsetDateTime::toInstant)
          .orElse(null);
    } catch (DateTimeException unknown) {
      return null;
    }
  }

  List<String> texts(String name) {
    return json.get(name) instanceof JsonArray array
        ? array.stream()
            .filter(JsonString.class::isInstance)
            .map(each -> ((JsonString) each).getString())
            .toList()
        : List.of();
  }

  <T> List<T> list(String name, Function<Members, T> element) {
    return list(json.get(name), element);
  }

  /** The member, when it is an object. */
  Optional<Members> object(String name) {
    return json.get(name) instanceof JsonObject object
        ? Optional.of(new Members(object))
        : Optional.empty();
  }

  /** Every member that is an object, in order. */
  Map<String, Members> objects() {
    var objects = new LinkedHashMap<String, Members>();
    json.keySet().forEach(name -> object(name).ifPresent(each -> objects.put(name, each)));
    return objects;
  }

  /** The constant of this name; {@code UNKNOWN} when there is none. */
  <E extends Enum<E> & Wired> E constant(String name, Class<E> type) {
    return named(text(name), type);
  }

  /** The constant of this name; null when there is no name. */
  <E extends Enum<E> & Wired> @Nullable E optionalConstant(String name, Class<E> type) {
    return json.get(name) instanceof JsonString ? constant(name, type) : null;
  }

  /** The constants of these names. */
  <E extends Enum<E> & Wired> List<E> constants(String name, Class<E> type) {
    return texts(name).stream().map(each -> named(each, type)).toList();
  }

  private static <E extends Enum<E> & Wired> E named(String wireName, Class<E> type) {
    for (E each : type.getEnumConstants()) {
      if (each.wireName().equals(wireName)) {
        return each;
      }
    }
    return Enum.valueOf(type, Request.UNKNOWN);
  }
}
