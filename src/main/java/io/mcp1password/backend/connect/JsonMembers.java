package io.mcp1password.backend.connect;

import io.mcp1password.model.Secret;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, read forgivingly: what is missing, null or of another kind counts
 * as absent.
 *
 * <p>Where several names are given, the first member that is there counts.
 */
final class JsonMembers {

  private final JsonObject object;

  JsonMembers(JsonObject object) {
    this.object = object;
  }

  /** A text, or the text of a number or truth value; null when absent. */
  @Nullable String text(String... names) {
    return present(names).flatMap(value -> textOf(value).stream()).findFirst().orElse(null);
  }

  /** A text, empty when absent. */
  String textOrEmpty(String name) {
    return Objects.requireNonNullElse(text(name), "");
  }

  /** A whole number, or a text that holds one; 0 when absent. */
  long number(String... names) {
    return present(names).flatMap(value -> numberOf(value).stream()).findFirst().orElse(0L);
  }

  /**
   * Any value at all as a secret: a text's content, the JSON of anything else; null when absent.
   */
  @Nullable Secret secret(String... names) {
    return present(names)
        .map(value -> Secret.of(textOf(value).orElseGet(value::toString)))
        .findFirst()
        .orElse(null);
  }

  /** The id of a member that is an object; null when absent or empty. */
  @Nullable String idOf(String name) {
    return object.get(name) instanceof JsonObject member
        ? Optional.ofNullable(new JsonMembers(member).text("id"))
            .filter(id -> !id.isEmpty())
            .orElse(null)
        : null;
  }

  /** The objects of a list; none when absent. */
  Stream<JsonMembers> objects(String name) {
    return list(name)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .map(JsonMembers::new);
  }

  /** The texts of a list; none when absent. */
  List<String> texts(String name) {
    return list(name).flatMap(value -> textOf(value).stream()).toList();
  }

  private Stream<JsonValue> list(String name) {
    return object.get(name) instanceof JsonArray array ? array.stream() : Stream.empty();
  }

  private Stream<JsonValue> present(String... names) {
    return Arrays.stream(names)
        .filter(object::containsKey)
        .map(object::get)
        .filter(value -> value.getValueType() != JsonValue.ValueType.NULL);
  }

  private static Optional<String> textOf(JsonValue value) {
    return switch (value.getValueType()) {
      case STRING -> Optional.of(((JsonString) value).getString());
      case NUMBER, TRUE, FALSE -> Optional.of(value.toString());
      case ARRAY, OBJECT, NULL -> Optional.empty();
    };
  }

  private static Optional<Long> numberOf(JsonValue value) {
    try {
      return value instanceof JsonNumber number
          ? Optional.of(number.longValue())
          : textOf(value).map(Long::valueOf);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
