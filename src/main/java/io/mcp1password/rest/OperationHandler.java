package io.mcp1password.rest;

import static jakarta.ws.rs.core.HttpHeaders.USER_AGENT;

import io.mcp1password.http.Authorization;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationResult;
import io.mcp1password.operation.TimedInvoker;
import jakarta.json.JsonObject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.glassfish.jersey.process.Inflector;

/** Answers the REST requests for one operation. */
final class OperationHandler implements Inflector<ContainerRequestContext, Response> {

  private final OperationDescriptor operation;
  private final TimedInvoker invoker;

  OperationHandler(OperationDescriptor operation, TimedInvoker invoker) {
    this.operation = operation;
    this.invoker = invoker;
  }

  @Override
  public Response apply(ContainerRequestContext request) {
    var arguments = new RequestArguments(operation, request);
    var caller =
        Caller.of(
            Caller.Surface.REST,
            request.getHeaderString(USER_AGENT),
            Authorization.current().principal());
    OperationResult result = invoker.invoke(operation, arguments::merged, caller);
    return Response.ok(body(result).toString(), MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static JsonObject body(OperationResult result) {
    Secret secret = result.secret();
    return secret == null
        ? result.content()
        : JsonText.JSON
            .createObjectBuilder(result.content())
            .add(OperationResult.SECRET_MEMBER, secret.reveal())
            .build();
  }
}
