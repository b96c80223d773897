package io.mcp1password.mcp;

import io.helidon.http.RequestException;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.glassfish.jersey.process.Inflector;

/**
 * The endpoint of the Streamable HTTP transport.
 *
 * <p>A message is posted and answered as JSON. The server sends nothing on its own accord, so that
 * there is no stream to get.
 */
final class McpEndpoint implements Inflector<ContainerRequestContext, Response> {

  static final String SESSION_ID = "Mcp-Session-Id";

  private final McpProtocol protocol;
  private final Sessions sessions;

  McpEndpoint(McpProtocol protocol, Sessions sessions) {
    this.protocol = protocol;
    this.sessions = sessions;
  }

  @Override
  public Response apply(ContainerRequestContext request) {
    try {
      return switch (request.getMethod()) {
        case "POST" -> post(request);
        case "DELETE" -> delete(request);
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
      return request.getHeaderString(SESSION_ID) == null && McpProtocol.beginsSession(json)
          ? begin(request, json)
          : goOn(request, json);
    } catch (HttpRefusal e) {
      return HttpAnswer.of(e, Incoming.idOf(json));
    }
  }

  /** A session exists only once its first message was answered well. */
  private Response begin(ContainerRequestContext request, JsonValue json) {
    RequestHeaders.requireRevision(request);
    var session = new Session();
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    protocol.receive(json, session, sent::add);
    if (sent.isEmpty()) {
      throw HttpRefusal.of(400, "initialize must be a request.");
    }
    if (!session.isOpen()) {
      return HttpAnswer.of(sent.getFirst());
    }
    String id =
        sessions
            .add(session)
            .orElseThrow(
                () ->
                    new HttpRefusal(
                        503, ProtocolError.OVERLOADED, "Too many sessions; try again later."));
    return Response.fromResponse(HttpAnswer.of(sent.getFirst())).header(SESSION_ID, id).build();
  }

  private Response goOn(ContainerRequestContext request, JsonValue json) {
    Session session = session(request);
    RequestHeaders.requireRevision(request, session.agreement().revision());
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    if (json instanceof JsonArray batch) {
      protocol.receiveAll(batch, session, sent::add);
      return sent.isEmpty() ? HttpAnswer.accepted() : HttpAnswer.ofBatch(sent);
    }
    protocol.receive(json, session, sent::add);
    return sent.isEmpty() ? HttpAnswer.accepted() : HttpAnswer.of(sent.getFirst());
  }

  private Response delete(ContainerRequestContext request) {
    RequestHeaders.requireRevision(request, session(request).agreement().revision());
    sessions.remove(request.getHeaderString(SESSION_ID));
    return Response.noContent().build();
  }

  private static Response notAllowed() {
    HttpRefusal refusal = HttpRefusal.of(405, "Use POST for a message, DELETE to end a session.");
    return Response.fromResponse(HttpAnswer.of(refusal, JsonValue.NULL))
        .header(HttpHeaders.ALLOW, "POST, DELETE")
        .build();
  }

  private Session session(ContainerRequestContext request) {
    String id = request.getHeaderString(SESSION_ID);
    if (id == null) {
      throw HttpRefusal.of(400, "The header " + SESSION_ID + " is missing; initialize first.");
    }
    return sessions
        .find(id)
        .orElseThrow(() -> HttpRefusal.of(404, "The session is unknown or over; initialize anew."));
  }

  /** The web server bounds the body's size and the time it may take. */
  private static byte[] body(ContainerRequestContext request) {
    try {
      return request.getEntityStream().readAllBytes();
    } catch (RequestException e) {
      throw HttpRefusal.of(e.status().code(), "The body cannot be read or is too large.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
