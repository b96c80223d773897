package io.mcp1password.mcp;

import io.mcp1password.http.Authorization;
import io.mcp1password.model.Principal;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of the endpoint that keeps sessions, told apart by a header. */
final class SessionEndpoint {

  static final String SESSION_ID = "Mcp-Session-Id";

  private static final String LAST_EVENT = "Last-Event-ID";

  private final SessionProtocol protocol;
  private final Sessions sessions;
  private final Changes changes;
  private final AnswerStreams streams;

  SessionEndpoint(
      SessionProtocol protocol, Sessions sessions, Changes changes, AnswerStreams streams) {
    this.protocol = protocol;
    this.sessions = sessions;
    this.changes = changes;
    this.streams = streams;
  }

  /** Answers a message. */
  Response post(ContainerRequestContext request, JsonValue json) {
    return request.getHeaderString(SESSION_ID) == null && SessionProtocol.beginsSession(json)
        ? begin(request, json)
        : goOn(request, json);
  }

  /** A session exists only once its first message was answered well. */
  private Response begin(ContainerRequestContext request, JsonValue json) {
    RequestHeaders.requireRevision(request);
    Principal principal = Authorization.current().principal();
    var session = new Session(principal);
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    protocol.receive(json, session, principal, sent::add);
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
    Principal principal = Authorization.current().principal();
    if (json instanceof JsonArray batch) {
      List<Outgoing> sent = new CopyOnWriteArrayList<>();
      protocol.receiveAll(batch, session, principal, sent::add);
      return sent.isEmpty() ? HttpAnswer.accepted() : HttpAnswer.ofBatch(sent);
    }
    var answer = new PostAnswer(session.streams()::open, HttpAnswer::of);
    streams.start(
        () -> {
          try {
            protocol.receive(json, session, principal, answer);
          } finally {
            answer.end();
          }
        });
    return answer.response(PostAnswer.PATIENCE, () -> connection(request), HttpAnswer.accepted());
  }

  /** Opens the stream of what the server sends on its own accord, or goes on with a broken one. */
  Response get(ContainerRequestContext request) {
    if (request.getAcceptableMediaTypes().stream()
        .noneMatch(MediaType.SERVER_SENT_EVENTS_TYPE::isCompatible)) {
      throw HttpRefusal.of(406, "Accept must hold text/event-stream.");
    }
    Session session = session(request);
    String event = request.getHeaderString(LAST_EVENT);
    SessionStreams.Place place =
        event == null
            ? new SessionStreams.Place(session.streams().standalone(), 0)
            : session
                .streams()
                .find(event.strip())
                .orElseThrow(() -> HttpRefusal.of(404, "The stream is unknown or over."));
    session.feed(changes, session.streams().standalone());
    SseConnection connection = connection(request);
    place.stream().attach(connection, place.event());
    return HttpAnswer.of(connection);
  }

  /** Ends a session. */
  Response delete(ContainerRequestContext request) {
    session(request);
    sessions.remove(request.getHeaderString(SESSION_ID));
    return Response.noContent().build();
  }

  /** A connection that keeps its session from being idle; when it breaks, the work goes on. */
  private SseConnection connection(ContainerRequestContext request) {
    String id = request.getHeaderString(SESSION_ID);
    return new SseConnection(streams.keepAlive(), () -> sessions.find(id), () -> {});
  }

  private Session session(ContainerRequestContext request) {
    String id = request.getHeaderString(SESSION_ID);
    if (id == null) {
      throw HttpRefusal.of(400, "The header " + SESSION_ID + " is missing; initialize first.");
    }
    Session session =
        sessions
            .find(id)
            // To others it is as if it were not there.
            .filter(found -> found.belongsTo(Authorization.current().principal()))
            .orElseThrow(
                () -> HttpRefusal.of(404, "The session is unknown or over; initialize anew."));
    RequestHeaders.requireRevision(request, session.agreement().revision());
    return session;
  }
}
