package io.mcp1password.mcp;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mcp1password.config.HttpSettings;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationInvoker;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;

/**
 * The MCP endpoint as a JAX-RS application, to be mounted at {@link HttpSettings#path()}.
 *
 * <p>It speaks the revisions 2025-03-26, 2025-06-18 and 2025-11-25 over Streamable HTTP. It relies
 * on the web server for the bearer token, the checks of Host and Origin, and the limits of size and
 * time of a request's body.
 */
public final class McpApplication extends ResourceConfig {

  /** All methods that are answered here, be it with a refusal. */
  private static final String[] METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

  public McpApplication(OperationCatalog catalog, OperationInvoker invoker, HttpSettings settings) {
    this(catalog, invoker, settings, ToolList.PAGE);
  }

  McpApplication(
      OperationCatalog catalog, OperationInvoker invoker, HttpSettings settings, int page) {
    var protocol =
        new McpProtocol(
            new Handshake(ServerInfo.ofBuild()),
            new ToolList(catalog, page),
            new ToolCalls(catalog, invoker, Caller.Surface.MCP_HTTP, settings.requestTimeout()));
    var sessions =
        new Sessions(settings.maxSessions(), settings.sessionIdle(), Ticker.systemTicker());
    registerResources(resource(new McpEndpoint(protocol, sessions)));
  }

  private static Resource resource(McpEndpoint endpoint) {
    Resource.Builder resource = Resource.builder("/");
    for (String method : METHODS) {
      resource.addMethod(method).handledBy(endpoint);
    }
    return resource.build();
  }
}
