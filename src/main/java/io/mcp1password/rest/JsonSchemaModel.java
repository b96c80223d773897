package io.mcp1password.rest;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** JSON Schemas, of the subset that the operations use, as OpenAPI models. */
final class JsonSchemaModel {

  private JsonSchemaModel() {}

  /**
   * The model of a schema.
   *
   * @throws IllegalArgumentException when the schema has a keyword that is not of the subset
   */
  static Schema of(JsonObject schema) {
    Schema model = OASFactory.createSchema();
    schema.forEach((keyword, value) -> set(model, keyword, value));
    return model;
  }

  private static void set(Schema model, String keyword, JsonValue value) {
    switch (keyword) {
      case "type" -> model.type(Schema.SchemaType.valueOf(upper(text(value))));
      case "description" -> model.description(text(value));
      case "format" -> model.format(text(value));
      case "default" -> model.defaultValue(plain(value));
      case "minLength" -> model.minLength(number(value).intValue());
      case "maxLength" -> model.maxLength(number(value).intValue());
      case "minItems" -> model.minItems(number(value).intValue());
      case "maxItems" -> model.maxItems(number(value).intValue());
      case "minimum" -> model.minimum(number(value).bigDecimalValue());
      case "maximum" -> model.maximum(number(value).bigDecimalValue());
      case "items" -> model.items(of(value.asJsonObject()));
      case "required" -> texts(value).forEach(model::addRequired);
      case "enum" -> texts(value).forEach(model::addEnumeration);
      case "properties" ->
          value
              .asJsonObject()
              .forEach((name, each) -> model.addProperty(name, of(each.asJsonObject())));
      case "additionalProperties" -> additional(model, value);
      default -> throw new IllegalArgumentException("keyword outside the subset: " + keyword);
    }
  }

  private static void additional(Schema model, JsonValue value) {
    if (value instanceof JsonObject schema) {
      model.additionalPropertiesSchema(of(schema));
    } else {
      model.additionalPropertiesBoolean(JsonValue.TRUE.equals(value));
    }
  }

  private static String upper(String type) {
    return type.toUpperCase(java.util.Locale.ROOT);
  }

  private static String text(JsonValue value) {
    return ((JsonString) value).getString();
  }

  private static JsonNumber number(JsonValue value) {
    return (JsonNumber) value;
  }

  private static List<String> texts(JsonValue value) {
    return value.asJsonArray().getValuesAs(JsonString::getString);
  }

  private static Object plain(JsonValue value) {
    return switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      case NUMBER -> number(value).bigDecimalValue();
      case STRING -> text(value);
      default -> throw new IllegalArgumentException("default of a structured type");
    };
  }

  /** The schema of an object with one more, optional text member. */
  static JsonObject with(JsonObject schema, String name, String description) {
    JsonObjectBuilder member =
        JsonText.JSON.createObjectBuilder().add("type", "string").add("description", description);
    return withProperties(
        schema,
        JsonText.JSON.createObjectBuilder(schema.getJsonObject("properties")).add(name, member));
  }

  /** The schema of an object without these members. */
  static JsonObject without(JsonObject schema, Collection<String> names) {
    JsonObjectBuilder properties =
        JsonText.JSON.createObjectBuilder(schema.getJsonObject("properties"));
    names.forEach(properties::remove);
    var required = JsonText.JSON.createArrayBuilder();
    texts(schema.getJsonArray("required")).stream()
        .filter(name -> !names.contains(name))
        .forEach(required::add);
    return JsonText.JSON
        .createObjectBuilder(withProperties(schema, properties))
        .add("required", required)
        .build();
  }

  private static JsonObject withProperties(JsonObject schema, JsonObjectBuilder properties) {
    return JsonText.JSON.createObjectBuilder(schema).add("properties", properties).build();
  }
}
