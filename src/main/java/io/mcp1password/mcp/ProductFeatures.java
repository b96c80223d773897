package io.mcp1password.mcp;

import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.TimedInvoker;
import java.time.Duration;
import java.util.List;

/** What this product offers over MCP, whatever the transport. */
public final class ProductFeatures {

  private ProductFeatures() {}

  static Features of(OperationCatalog catalog, TimedInvoker invoker, ResourceUpdates updates) {
    return of(catalog, invoker, updates, PageApproval.PATIENCE);
  }

  /** The same, with calls that wait that long for a person to approve them. */
  static Features of(
      OperationCatalog catalog, TimedInvoker invoker, ResourceUpdates updates, Duration patience) {
    var calls = new OperationCalls(invoker);
    var approval = new PageApproval(calls, updates.pages(), patience);
    var tools = new OperationTools(catalog, new ToolCalls(calls, new Consent(catalog), approval));
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
