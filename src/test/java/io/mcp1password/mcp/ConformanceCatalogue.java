package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools of the conformance server, by name. */
final class ConformanceCatalogue implements Tools {

  /** What a tool does. */
  @FunctionalInterface
  interface Body {
    JsonObject call(JsonObject arguments, Call call) throws InterruptedException;
  }

  private record Tool(JsonObject json, Body body) {}

  private final Map<String, Tool> tools = new LinkedHashMap<>();

  /** Adds a tool that takes any arguments. */
  void add(String name, Body body) {
    add(name, Fixture.json("{\"type\":\"object\"}"), body);
  }

  void add(String name, JsonObject inputSchema, Body body) {
    JsonObject json =
        JsonText.JSON
            .createObjectBuilder()
            .add("name", name)
            .add("description", "The suite's " + name + ".")
            .add("inputSchema", inputSchema)
            .build();
    tools.put(name, new Tool(json, body));
  }

  @Override
  public List<JsonObject> list(Revision revision) {
    return tools.values().stream().map(Tool::json).toList();
  }

  @Override
  public JsonObject call(String name, JsonObject arguments, Call call) {
    Tool tool = tools.get(name);
    if (tool == null) {
      throw ProtocolException.invalidParams("Unknown tool.");
    }
    try {
      return tool.body().call(arguments, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProtocolException(ProtocolError.INTERNAL, "The call was given up.");
    }
  }

  /** A result that is one text. */
  static JsonObject text(String text) {
    return content(textItem(text));
  }

  static JsonObject content(JsonObject... items) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("content", JsonText.JSON.createArrayBuilder(List.of(items)))
        .build();
  }

  static JsonObject textItem(String text) {
    return JsonText.JSON.createObjectBuilder().add("type", "text").add("text", text).build();
  }

  /** An image or a sound. */
  static JsonObject mediaItem(String type, String mimeType, String base64) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("type", type)
        .add("data", base64)
        .add("mimeType", mimeType)
        .build();
  }

  static JsonObject resourceItem(String uri) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("type", "resource")
        .add(
            "resource",
            JsonText.JSON
                .createObjectBuilder()
                .add("uri", uri)
                .add("mimeType", "text/plain")
                .add("text", "An embedded resource."))
        .build();
  }
}
