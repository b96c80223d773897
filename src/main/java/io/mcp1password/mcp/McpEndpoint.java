package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.glassfish.jersey.process.Inflector;

/**
 * The endpoint of the Streamable HTTP transport: reads a request, and lets the endpoint of its era
 * answer it.
 */
final class McpEndpoint implements Inflector<ContainerRequestContext, Response> {

  private final SessionEndpoint sessions;
  private final StatelessEndpoint stateless;

  McpEndpoint(SessionEndpoint sessions, StatelessEndpoint stateless) {
    this.sessions = sessions;
    this.stateless = stateless;
  }

  @Override
  public Response apply(ContainerRequestContext request) {
    try {
      return switch (request.getMethod()) {
        case "POST" -> post(request);
        case "GET" -> sessions.get(request);
        case "DELETE" -> sessions.delete(request);
        default -> notAllowed();
      };
    } catch (HttpRefusal e) {
      return HttpAnswer.of(e, JsonValue.NULL);
    } catch (ProtocolException e) {
      return HttpAnswer.of(Outgoing.Failure.of(JsonValue.NULL, e));
    } catch (JsonText.MalformedException e) {
      var refusal =
          new ProtocolException(ProtocolError.PARSE_ERROR, String.valueOf(e.getMessage()));
      return HttpAnswer.of(Outgoing.Failure.of(JsonValue.NULL, refusal));
    }
  }

  private Response post(ContainerRequestContext request) {
    RequestHeaders.requireJson(request);
    RequestHeaders.requireAcceptable(request);
    JsonValue json = JsonText.parse(body(request));
    try {
      return RequestHeaders.nameStateless(request) || StatelessProtocol.speaks(json)
          ? stateless.post(request, json)
          : sessions.post(request, json);
    } catch (HttpRefusal e) {
      return HttpAnswer.of(e, Incoming.idOf(json));
    }
  }

  private static Response notAllowed() {
    HttpRefusal refusal =
        HttpRefusal.of(405, "Use POST for a message, GET for a stream, DELETE to end a session.");
    return Response.fromResponse(HttpAnswer.of(refusal, JsonValue.NULL))
        .header(HttpHeaders.ALLOW, "POST, GET, DELETE")
        .build();
  }

  /** The web server bounds the body's size and the time it may take. */
  private static byte[] body(ContainerRequestContext request) {
    try {
      return request.getEntityStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
