package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The list of the tools, in pages ordered by name. */
final class ToolList {

  /** The most tools of a page. */
  static final int PAGE = 50;

  private final OperationCatalog catalog;
  private final int page;

  ToolList(OperationCatalog catalog, int page) {
    this.catalog = catalog;
    this.page = page;
  }

  /** The page that the cursor asks for, by the revision's schema. */
  JsonObject list(JsonObject params, Revision revision) {
    List<OperationDescriptor> all = catalog.listed();
    int from = start(all, params.getOrDefault("cursor", JsonText.JSON.createValue("")));
    int to = Math.min(all.size(), from + page);
    var tools = JsonText.JSON.createArrayBuilder();
    all.subList(from, to).forEach(operation -> tools.add(tool(operation, revision)));
    var result = JsonText.JSON.createObjectBuilder().add("tools", tools);
    if (to < all.size()) {
      result.add("nextCursor", cursor(all.get(to - 1)));
    }
    return result.build();
  }

  /** Where the page begins: after the tool that the cursor stands for. */
  private static int start(List<OperationDescriptor> all, JsonValue cursor) {
    if (!(cursor instanceof JsonString text)) {
      throw unknownCursor();
    }
    if (text.getString().isEmpty()) {
      return 0;
    }
    for (int i = 0; i < all.size(); i++) {
      if (cursor(all.get(i)).equals(text.getString())) {
        return i + 1;
      }
    }
    throw unknownCursor();
  }

  private static String cursor(OperationDescriptor last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("after " + last.name()).getBytes(StandardCharsets.UTF_8));
  }

  private static ProtocolException unknownCursor() {
    return new ProtocolException(
        ProtocolError.INVALID_PARAMS, "The cursor is not one that this server gave.");
  }

  private JsonObjectBuilder tool(OperationDescriptor operation, Revision revision) {
    var tool = JsonText.JSON.createObjectBuilder().add("name", operation.name());
    if (revision.hasStructuredResults()) {
      tool.add("title", operation.title());
    }
    tool.add("description", operation.description(catalog.gates()));
    tool.add("inputSchema", operation.inputSchema());
    if (revision.hasStructuredResults()) {
      tool.add("outputSchema", operation.outputSchema());
    }
    return tool.add("annotations", annotations(operation));
  }

  private static JsonObjectBuilder annotations(OperationDescriptor operation) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("title", operation.title())
        .add("readOnlyHint", operation.access().readOnly())
        .add("destructiveHint", operation.access().destructive())
        .add("idempotentHint", operation.idempotent())
        .add("openWorldHint", operation.access().openWorld());
  }
}
