package io.mcp1password.rest;

import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.TimedInvoker;
import jakarta.ws.rs.core.MediaType;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;

/** The REST mirror: one JAX-RS resource method per operation of the catalogue. */
public final class RestApplication extends ResourceConfig {

  /** Where it stands. */
  public static final String BASE_PATH = "/api/v1";

  public RestApplication(OperationCatalog catalog, TimedInvoker invoker) {
    for (OperationDescriptor operation : catalog.all()) {
      registerResources(resource(operation, invoker));
    }
    register(ApiPage.class);
    register(ProblemMapper.class);
    property(ServerProperties.WADL_FEATURE_DISABLE, true);
    property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
  }

  private static Resource resource(OperationDescriptor operation, TimedInvoker invoker) {
    Resource.Builder resource = Resource.builder(operation.path());
    resource
        .addMethod(operation.verb().name())
        .produces(MediaType.APPLICATION_JSON)
        .handledBy(new OperationHandler(operation, invoker));
    return resource.build();
  }
}
