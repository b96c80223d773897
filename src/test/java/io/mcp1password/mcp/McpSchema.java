package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The published schema of a revision. */
final class McpSchema {

  private static final Map<Revision, McpSchema> ALL = new EnumMap<>(Revision.class);

  static {
    for (Revision revision : Revision.values()) {
      ALL.put(revision, new McpSchema(revision));
    }
  }

  private final JsonObject whole;
  private final String definitions;

  private McpSchema(Revision revision) {
    String file = "/mcp-schema/" + revision.date() + ".json";
    try (InputStream in = Objects.requireNonNull(McpSchema.class.getResourceAsStream(file));
        var reader = JsonText.JSON.createReader(in)) {
      whole = reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    definitions = whole.containsKey("$defs") ? "$defs" : "definitions";
  }

  static McpSchema of(Revision revision) {
    return Objects.requireNonNull(ALL.get(revision));
  }

  /** The message is one; the id that JSON-RPC wants to be null is not part of the schemas. */
  void requireMessage(JsonValue message) {
    boolean withoutId =
        message instanceof JsonObject object && JsonValue.NULL.equals(object.get("id"));
    JsonValue known =
        withoutId
            ? JsonText.JSON.createObjectBuilder(message.asJsonObject()).add("id", 0).build()
            : message;
    require("JSONRPCMessage", known);
  }

  /** The value is what the definition of this name says. */
  void require(String definition, JsonValue value) {
    JsonObjectBuilder root =
        JsonText.JSON.createObjectBuilder(whole).add("$ref", "#/" + definitions + "/" + definition);
    assertThat(problems(root.build(), value)).as(definition + ": " + value).isEmpty();
  }

  /** The value is what a schema of a tool says. */
  static void requireBySchema(JsonObject schema, JsonValue value) {
    assertThat(problems(schema, value)).as(value.toString()).isEmpty();
  }

  private static java.util.List<com.networknt.schema.Error> problems(
      JsonObject schema, JsonValue value) {
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema.toString(), InputFormat.JSON);
    return compiled.validate(value.toString(), InputFormat.JSON);
  }
}
