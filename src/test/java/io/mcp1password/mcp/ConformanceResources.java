package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The suite's resources. */
final class ConformanceResources implements Resources {

  private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

  @Override
  public List<JsonObject> list() {
    return List.of(
        resource("static-text", "text/plain"),
        resource("static-binary", "image/png"),
        resource("watched-resource", "text/plain"));
  }

  private static JsonObject resource(String name, String mimeType) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("uri", "test://" + name)
        .add("name", name)
        .add("mimeType", mimeType)
        .build();
  }

  @Override
  public List<JsonObject> templates() {
    return List.of(
        JsonText.JSON
            .createObjectBuilder()
            .add("uriTemplate", "test://template/{id}/data")
            .add("name", "template")
            .add("mimeType", "application/json")
            .build());
  }

  @Override
  public JsonObject read(String uri, Call call) {
    Matcher template = TEMPLATE.matcher(uri);
    if (template.matches()) {
      return contents(uri, "application/json", "text", "{\"id\": \"" + template.group(1) + "\"}");
    }
    return switch (uri) {
      case "test://static-text" -> contents(uri, "text/plain", "text", "A static text.");
      case "test://static-binary" -> contents(uri, "image/png", "blob", ConformanceContents.PNG);
      case "test://watched-resource" -> contents(uri, "text/plain", "text", "It never changes.");
      default -> throw ProtocolException.resourceNotFound(uri);
    };
  }

  private static JsonObject contents(String uri, String mimeType, String member, String value) {
    var content =
        JsonText.JSON
            .createObjectBuilder()
            .add("uri", uri)
            .add("mimeType", mimeType)
            .add(member, value);
    return JsonText.JSON
        .createObjectBuilder()
        .add("contents", JsonText.JSON.createArrayBuilder().add(content))
        .build();
  }
}
