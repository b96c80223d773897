package io.mcp1password.rest;

import io.mcp1password.operation.Access;
import io.mcp1password.operation.Acknowledgement;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a request: path, query, headers and body as one JSON object. An argument that is
 * given twice is refused.
 */
final class RequestArguments {

  /** The header of a DELETE that carries the reason. */
  static final String REASON_HEADER = "X-Reason";

  /** The header of a DELETE that carries the acknowledgement. */
  static final String ACKNOWLEDGE_HEADER = "X-Acknowledge";

  private final OperationDescriptor operation;
  private final ContainerRequestContext request;
  private final byte[] body;
  private final Map<String, JsonValue> merged = new LinkedHashMap<>();

  /**
   * Takes the request in, without understanding it yet.
   *
   * @throws jakarta.ws.rs.WebApplicationException when its body is too large, or no JSON
   */
  RequestArguments(OperationDescriptor operation, ContainerRequestContext request) {
    this.operation = operation;
    this.request = request;
    this.body = operation.verb().hasBody() ? read(request) : new byte[0];
  }

  /**
   * All of them.
   *
   * @throws OperationException when they cannot be understood
   */
  JsonObject merged() {
    addTexts(request.getUriInfo().getPathParameters());
    if (operation.verb().hasBody()) {
      requireNoQuery();
      body().forEach(this::add);
    } else {
      addTexts(request.getUriInfo().getQueryParameters());
      addHeaders();
    }
    var result = JsonText.JSON.createObjectBuilder();
    merged.forEach(result::add);
    return result.build();
  }

  /** What goes into a body may be a secret or lead to one, and URLs are kept in many places. */
  private void requireNoQuery() {
    if (!request.getUriInfo().getQueryParameters().isEmpty()) {
      throw new OperationException(
          ErrorCode.INVALID_ARGUMENTS,
          "Invalid arguments: they belong into the body, not into the URL's query.");
    }
  }

  private void addTexts(MultivaluedMap<String, String> texts) {
    texts.forEach(
        (name, values) -> values.forEach(value -> add(name, operation.parse(name, value))));
  }

  private void addHeaders() {
    Optional<Acknowledgement> demanded = operation.acknowledgement();
    if (demanded.isPresent()) {
      header(REASON_HEADER).ifPresent(reason -> add(Access.REASON, reason));
      header(ACKNOWLEDGE_HEADER).ifPresent(phrase -> add(demanded.get().argument(), phrase));
    }
  }

  private Optional<JsonValue> header(String name) {
    return Optional.ofNullable(request.getHeaderString(name)).map(JsonText.JSON::createValue);
  }

  private void add(String name, JsonValue value) {
    if (merged.putIfAbsent(name, value) != null) {
      throw new OperationException(
          ErrorCode.INVALID_ARGUMENTS, "Invalid arguments: one of them is given more than once.");
    }
  }

  private JsonObject body() {
    if (body.length == 0) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    try {
      if (JsonText.parse(body) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonText.MalformedException e) {
      throw new OperationException(ErrorCode.INVALID_ARGUMENTS, String.valueOf(e.getMessage()));
    }
    throw new OperationException(
        ErrorCode.INVALID_ARGUMENTS, "The body must be one JSON object with the arguments.");
  }

  private static byte[] read(ContainerRequestContext request) {
    try {
      byte[] bytes = request.getEntityStream().readAllBytes();
      if (bytes.length > 0
          && !MediaType.APPLICATION_JSON_TYPE.isCompatible(request.getMediaType())) {
        throw new NotSupportedException();
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
