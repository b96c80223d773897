package io.mcp1password.mcp;

import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.TimedInvoker;
import java.util.List;

/** What this product offers over MCP, whatever the transport. */
public final class ProductFeatures {

  private ProductFeatures() {}

  static Features of(OperationCatalog catalog, TimedInvoker invoker, ResourceUpdates updates) {
    var calls = new OperationCalls(invoker);
    var tools = new OperationTools(catalog, new ToolCalls(calls, new Consent(catalog)));
    return Features.of(tools)
        .with(new OperationResources(catalog, calls))
        .with(new StandardPrompts(catalog))
        .with(new VaultCompletions(catalog, calls))
        .with(updates.changes());
  }

  /** The URIs and URI templates of the resources. */
  public static List<String> resources() {
    return OperationResources.KINDS.stream().map(OperationResources.Kind::uri).toList();
  }

  /** The names of the prompts. */
  public static List<String> prompts() {
    return StandardPrompts.names();
  }
}
