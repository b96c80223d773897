package io.mcp1password.mcp;

import static io.mcp1password.mcp.ConformanceCatalogue.content;
import static io.mcp1password.mcp.ConformanceCatalogue.mediaItem;
import static io.mcp1password.mcp.ConformanceCatalogue.resourceItem;
import static io.mcp1password.mcp.ConformanceCatalogue.text;
import static io.mcp1password.mcp.ConformanceCatalogue.textItem;

import io.mcp1password.operation.JsonText;

/** The suite's tools that show the kinds of content and of schemas. */
final class ConformanceContents {

  /** A red pixel. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

  /** A silence of no length. */
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

  private ConformanceContents() {}

  static void addTo(ConformanceCatalogue tools) {
    tools.add("test_simple_text", (arguments, call) -> text("A simple text."));
    tools.add(
        "test_image_content", (arguments, call) -> content(mediaItem("image", "image/png", PNG)));
    tools.add(
        "test_audio_content", (arguments, call) -> content(mediaItem("audio", "audio/wav", WAV)));
    tools.add(
        "test_embedded_resource",
        (arguments, call) -> content(resourceItem("test://embedded-resource")));
    tools.add(
        "test_multiple_content_types",
        (arguments, call) ->
            content(
                textItem("Several kinds:"),
                mediaItem("image", "image/png", PNG),
                resourceItem("test://mixed-content-resource")));
    tools.add(
        "test_error_handling",
        (arguments, call) ->
            JsonText.JSON
                .createObjectBuilder(text("This tool always fails."))
                .add("isError", true)
                .build());
    addSchemas(tools);
  }

  private static void addSchemas(ConformanceCatalogue tools) {
    tools.add(
        "json_schema_2020_12_tool",
        Fixture.json(
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "$defs": {"address": {"$anchor": "addressDef", "type": "object", "properties":
               {"street": {"type": "string"}, "city": {"type": "string"}}}},
             "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
               "contactMethod": {"type": "string", "enum": ["phone", "email"]},
               "phone": {"type": "string"}, "email": {"type": "string"}},
             "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
             "if": {"properties": {"contactMethod": {"const": "phone"}},
               "required": ["contactMethod"]},
             "then": {"required": ["phone"]}, "else": {"required": ["email"]},
             "additionalProperties": false}
            """),
        (arguments, call) -> text("Arguments: " + arguments.size()));
    tools.add(
        "test_custom_header",
        Fixture.json(
            """
            {"type": "object", "properties": {
              "region": {"type": "string", "x-mcp-header": "Region"},
              "priority": {"type": "integer", "x-mcp-header": "Priority"}}}
            """),
        (arguments, call) -> text("Arguments: " + arguments.size()));
  }
}
