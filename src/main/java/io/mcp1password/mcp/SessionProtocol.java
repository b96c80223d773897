package io.mcp1password.mcp;

import io.mcp1password.model.Principal;
import io.mcp1password.model.TraceContext;
import io.mcp1password.operation.Caller;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;

/**
 * The protocol of the revisions with sessions, whatever carries its messages: takes a client's
 * messages and sends what they bring about to a sink. Safe for use by many threads at once.
 */
final class SessionProtocol {

  private static final Logger LOG = System.getLogger(SessionProtocol.class.getName());

  /** The most messages of a batch: as many as may run at once. */
  private static final int MAX_BATCH = Session.MAX_CALLS;

  private final Handshake handshake;
  private final FeatureRequests requests;
  private final Caller.Surface surface;

  SessionProtocol(Handshake handshake, FeatureRequests requests, Caller.Surface surface) {
    this.handshake = handshake;
    this.requests = requests;
    this.surface = surface;
  }

  /** Whether the message begins a session. */
  static boolean beginsSession(JsonValue json) {
    return json instanceof JsonObject message
        && message.getString("method", "").equals(Method.INITIALIZE.wireName());
  }

  /**
   * Takes one message; returns when everything it brings about is sent.
   *
   * @param principal who sent just this message
   */
  void receive(JsonValue json, Session session, Principal principal, MessageSink sink) {
    try {
      switch (Incoming.read(json)) {
        case Incoming.Request request ->
            session
                .running()
                .run(
                    request.id(),
                    () ->
                        TraceContext.call(
                            request.trace(), () -> result(request, session, principal, sink)))
                .ifPresent(result -> sink.send(new Outgoing.Result(request.id(), result)));
        case Incoming.Notification notification -> take(notification, session);
        case Incoming.Reply reply -> session.questions().take(reply);
      }
    } catch (ProtocolException e) {
      sink.send(Outgoing.Failure.of(Incoming.idOf(json), e));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A message failed unexpectedly: {0}", e.getClass().getName());
      sink.send(
          new Outgoing.Failure(Incoming.idOf(json), ProtocolError.INTERNAL, "An internal error."));
    }
  }

  /**
   * Takes the messages of a batch, all at once, and sends their answers only.
   *
   * @throws ProtocolException when the session's revision has no batches, or the batch is empty or
   *     too large
   */
  void receiveAll(JsonArray batch, Session session, Principal principal, MessageSink sink) {
    if (!session.agreement().revision().allowsBatches()) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "The session's revision has no batches.");
    }
    if (batch.isEmpty() || batch.size() > MAX_BATCH) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "A batch has from 1 to " + MAX_BATCH + " messages.");
    }
    MessageSink answersOnly =
        message -> {
          switch (message) {
            case Outgoing.Answer answer -> sink.send(answer);
            case Outgoing.Notification _ -> {}
            case Outgoing.Request _ ->
                throw new ProtocolException(
                    ProtocolError.INVALID_REQUEST, "A call in a batch cannot ask its client.");
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      batch.forEach(json -> threads.execute(() -> receive(json, session, principal, answersOnly)));
    }
  }

  private static void take(Incoming.Notification notification, Session session) {
    JsonValue id = notification.params().get("requestId");
    if (notification.method().equals("notifications/cancelled") && id != null) {
      session.running().cancel(id);
    }
  }

  private JsonObject result(
      Incoming.Request request, Session session, Principal principal, MessageSink sink) {
    Method method =
        Method.of(request.method(), Revision.LAST_WITH_SESSIONS)
            .filter(requests.features()::serves)
            .orElseThrow(
                () ->
                    new ProtocolException(
                        ProtocolError.METHOD_NOT_FOUND, "The method is not known."));
    JsonObject params = request.params();
    return switch (method) {
      case INITIALIZE -> handshake.open(params, session);
      case PING -> JsonValue.EMPTY_JSON_OBJECT;
      case LOGGING_SET_LEVEL -> setLevel(params, session);
      case RESOURCES_SUBSCRIBE -> {
        session.agreement();
        session.watch(FeatureRequests.text(params, "uri"));
        yield JsonValue.EMPTY_JSON_OBJECT;
      }
      case RESOURCES_UNSUBSCRIBE -> {
        session.unwatch(FeatureRequests.text(params, "uri"));
        yield JsonValue.EMPTY_JSON_OBJECT;
      }
      default -> {
        var caller = new Caller(surface, session.agreement().client(), principal);
        yield requests.carryOut(method, params, new SessionCall(session, caller, params, sink));
      }
    };
  }

  private static JsonObject setLevel(JsonObject params, Session session) {
    session.logLevel(
        LogSeverity.of(FeatureRequests.text(params, "level"))
            .orElseThrow(() -> ProtocolException.invalidParams("The level is not known.")));
    return JsonValue.EMPTY_JSON_OBJECT;
  }
}
