package io.mcp1password.mcp;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A header that repeats an argument of a tool, as the tool's schema says by {@code x-mcp-header}.
 *
 * @param path where the argument stands, from the outermost object inwards
 */
record ParameterHeader(String header, List<String> path) {

  private static final String MARK = "x-mcp-header";
  private static final String PREFIX = "Mcp-Param-";

  ParameterHeader {
    path = List.copyOf(path);
  }

  /** The headers that the schema of a tool's arguments asks for. */
  static List<ParameterHeader> of(JsonObject schema) {
    var found = new ArrayList<ParameterHeader>();
    collect(schema, List.of(), found);
    return found;
  }

  private static void collect(JsonObject schema, List<String> path, List<ParameterHeader> found) {
    if (schema.get(MARK) instanceof JsonString name) {
      found.add(new ParameterHeader(PREFIX + name.getString(), path));
    }
    if (schema.get("properties") instanceof JsonObject properties) {
      properties.forEach(
          (name, property) -> {
            if (property instanceof JsonObject below) {
              var longer = new ArrayList<>(path);
              longer.add(name);
              collect(below, longer, found);
            }
          });
    }
  }

  /** Whether the header, if there is one, says what the arguments say. */
  boolean fits(Optional<String> header, JsonObject arguments) {
    JsonValue argument = argument(arguments);
    String said = header.map(HeaderValue::decode).orElse(null);
    return switch (argument) {
      case null -> header.isEmpty();
      case JsonString text -> text.getString().equals(said);
      case JsonNumber number -> said != null && isSame(number, said);
      default -> argument.toString().equals(said);
    };
  }

  private @Nullable JsonValue argument(JsonObject arguments) {
    JsonValue value = arguments;
    for (String name : path) {
      value = value instanceof JsonObject object ? object.get(name) : null;
    }
    return JsonValue.NULL.equals(value) ? null : value;
  }

  private static boolean isSame(JsonNumber number, String said) {
    try {
      return number.bigDecimalValue().compareTo(new BigDecimal(said)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
