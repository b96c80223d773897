package io.mcp1password.audit;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/**
 * A copy of JSON in which every text, names included, is masked and then cut to a length, and what
 * is nested too deeply is left out.
 *
 * @param limit the most characters of a text
 */
record MaskedJson(int limit) {

  static final JsonProvider JSON = JsonProvider.provider();

  private static final int MAX_DEPTH = 16;
  private static final String LEFT_OUT = "[left out]";

  JsonObject object(JsonObject source) {
    return object(source, 1);
  }

  /** The text masked, and cut with a mark that tells how long it was. */
  String text(String source) {
    String masked = TextMask.mask(source);
    if (masked.length() <= limit) {
      return masked;
    }
    int end = Character.isHighSurrogate(masked.charAt(limit - 1)) ? limit - 1 : limit;
    return masked.substring(0, end) + "[cut from " + masked.length() + " characters]";
  }

  private JsonObject object(JsonObject source, int depth) {
    JsonObjectBuilder result = JSON.createObjectBuilder();
    source.forEach((name, value) -> result.add(text(name), value(value, depth)));
    return result.build();
  }

  private JsonArray array(JsonArray source, int depth) {
    JsonArrayBuilder result = JSON.createArrayBuilder();
    source.forEach(value -> result.add(value(value, depth)));
    return result.build();
  }

  private JsonValue value(JsonValue source, int depth) {
    return switch (source.getValueType()) {
      case STRING -> JSON.createValue(text(((JsonString) source).getString()));
      case OBJECT ->
          depth < MAX_DEPTH ? object(source.asJsonObject(), depth + 1) : JSON.createValue(LEFT_OUT);
      case ARRAY ->
          depth < MAX_DEPTH ? array(source.asJsonArray(), depth + 1) : JSON.createValue(LEFT_OUT);
      case NUMBER, TRUE, FALSE, NULL -> source;
    };
  }
}
