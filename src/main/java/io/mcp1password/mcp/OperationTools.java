package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The operations of the catalogue as tools, ordered by name. */
final class OperationTools implements Tools {

  private final OperationCatalog catalog;
  private final ToolCalls calls;
  private final Map<Revision, List<JsonObject>> listed = new EnumMap<>(Revision.class);

  OperationTools(OperationCatalog catalog, ToolCalls calls) {
    this.catalog = catalog;
    this.calls = calls;
    for (Revision revision : Revision.values()) {
      listed.put(
          revision, catalog.listed().stream().map(operation -> tool(operation, revision)).toList());
    }
  }

  @Override
  public List<JsonObject> list(Revision revision) {
    return Objects.requireNonNull(listed.get(revision));
  }

  @Override
  public JsonObject call(String name, JsonObject arguments, Call call) {
    OperationDescriptor operation =
        catalog
            .find(name)
            .orElseThrow(
                () ->
                    ProtocolException.invalidParams(
                        "Unknown tool. tools/list names those there are."));
    return calls.call(operation, arguments, call);
  }

  private JsonObject tool(OperationDescriptor operation, Revision revision) {
    var tool = JsonText.JSON.createObjectBuilder().add("name", operation.name());
    if (revision.hasStructuredResults()) {
      tool.add("title", operation.title());
    }
    tool.add("description", operation.description(catalog.gates()));
    tool.add("inputSchema", operation.inputSchema());
    if (revision.hasStructuredResults()) {
      tool.add("outputSchema", operation.outputSchema());
    }
    return tool.add("annotations", annotations(operation)).build();
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
