package io.mcp1password;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A JSON Schema of an operation as rows of a table, what is nested flattened to {@code a[].b}. */
final class SchemaTable {

  private static final long USUAL_TEXT_MAX = 1_000;

  private final boolean input;
  private final List<String> rows = new ArrayList<>();

  private SchemaTable(boolean input) {
    this.input = input;
  }

  /** One row for each argument: name, values, default, meaning. */
  static List<String> ofInput(JsonObject schema) {
    var table = new SchemaTable(true);
    table.add("", schema);
    return table.rows;
  }

  /** One row for each key of the result: name, values, meaning. */
  static List<String> ofOutput(JsonObject schema) {
    var table = new SchemaTable(false);
    table.add("", schema);
    return table.rows;
  }

  private void add(String prefix, JsonObject object) {
    List<String> required =
        object.getJsonArray("required").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList();
    object
        .getJsonObject("properties")
        .forEach(
            (name, schema) -> add(prefix + name, schema.asJsonObject(), required.contains(name)));
  }

  private void add(String name, JsonObject schema, boolean required) {
    String meaning = schema.getString("description", "");
    String last = input ? fallback(schema, required) + " | " + meaning : meaning;
    String optional = input || required ? "" : ", may be absent";
    rows.add("| `%s` | %s%s | %s |".formatted(name, values(schema), optional, last));
    JsonObject nested = schema;
    String prefix = name;
    while (nested.containsKey("items")) {
      nested = nested.getJsonObject("items");
      prefix += "[]";
    }
    if (nested.containsKey("properties")) {
      add(prefix + ".", nested);
    }
  }

  private static String fallback(JsonObject schema, boolean required) {
    return required
        ? "required"
        : schema.containsKey("default") ? "`" + schema.get("default") + "`" : "";
  }

  private String values(JsonObject schema) {
    if (schema.containsKey("enum")) {
      return choices(schema.getJsonArray("enum"));
    }
    return switch (schema.getString("type")) {
      case "string" -> schema.containsKey("format") ? "time, ISO 8601" : text(schema);
      case "integer" -> "number" + range(schema, "minimum", "maximum");
      case "boolean" -> "`true` or `false`";
      case "array" -> "list" + range(schema, "minItems", "maxItems");
      case "object" -> "object";
      case String other -> throw new AssertionError("no words for " + other);
    };
  }

  private static String choices(JsonArray names) {
    return names.getValuesAs(JsonString.class).stream()
        .map(each -> "`" + each.getString() + "`")
        .collect(Collectors.joining(", "));
  }

  private String text(JsonObject schema) {
    boolean usual =
        !input
            || (number(schema, "minLength") == 1 && number(schema, "maxLength") == USUAL_TEXT_MAX);
    return usual ? "text" : "text" + range(schema, "minLength", "maxLength") + " characters";
  }

  private static String range(JsonObject schema, String min, String max) {
    boolean low = schema.containsKey(min);
    boolean high = schema.containsKey(max);
    if (low && high) {
      return ", " + number(schema, min) + " to " + number(schema, max);
    }
    return low
        ? ", at least " + number(schema, min)
        : high ? ", at most " + number(schema, max) : "";
  }

  private static long number(JsonObject schema, String name) {
    JsonValue value = schema.getOrDefault(name, JsonText.JSON.createValue(0));
    return Long.parseLong(value.toString());
  }
}
