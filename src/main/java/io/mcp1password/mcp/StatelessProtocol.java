package io.mcp1password.mcp;

import io.mcp1password.model.Principal;
import io.mcp1password.model.TraceContext;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The protocol of the revision without sessions, whatever carries its messages: each request says
 * all there is to know about it. Safe for use by many threads at once.
 */
final class StatelessProtocol {

  private static final Logger LOG = System.getLogger(StatelessProtocol.class.getName());

  /** The most calls that run at once, of all clients. */
  private static final int MAX_CALLS = 256;

  /**
   * What a message came with, and where its answer goes.
   *
   * @param headers what is demanded of the headers that it came with
   * @param running the requests of the same client that run; it may cancel them
   * @param principal who sent it
   * @param sink where the answer goes, and what comes before it
   */
  record Exchange(
      HeaderCheck headers, RunningRequests running, Principal principal, MessageSink sink) {}

  private final Offer offer;
  private final FeatureRequests requests;
  private final Caller.Surface surface;
  private final Subscriptions subscriptions;
  private final RequestState states;
  private final StatelessResults results;
  private final CallSlots slots = new CallSlots(MAX_CALLS);

  StatelessProtocol(
      Offer offer, FeatureRequests requests, Caller.Surface surface, RequestState states) {
    this.offer = offer;
    this.requests = requests;
    this.surface = surface;
    this.states = states;
    this.subscriptions = new Subscriptions(requests.features().changes());
    this.results = new StatelessResults(offer.serverInfo(Revision.STATELESS));
  }

  /** Whether the message is of this revision, if nothing but the message tells. */
  static boolean speaks(JsonValue json) {
    return RequestMeta.isIn(json)
        || (json instanceof JsonObject message
            && message.getString("method", "").equals(Method.SERVER_DISCOVER.wireName()));
  }

  /** Takes one message; returns when everything it brings about is sent. */
  void receive(JsonValue json, Exchange exchange) {
    JsonValue id = Incoming.idOf(json);
    try {
      switch (Incoming.read(json)) {
        case Incoming.Request request ->
            exchange
                .running()
                .run(
                    request.id(),
                    () -> TraceContext.call(request.trace(), () -> result(request, exchange)))
                .ifPresent(result -> exchange.sink().send(new Outgoing.Result(id, result)));
        case Incoming.Notification notification -> take(notification, exchange.running());
        case Incoming.Reply _ ->
            throw new ProtocolException(
                ProtocolError.INVALID_REQUEST, "The server has asked nothing.");
      }
    } catch (ProtocolException e) {
      exchange.sink().send(failure(id, e));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A message failed unexpectedly: {0}", e.getClass().getName());
      exchange.sink().send(new Outgoing.Failure(id, ProtocolError.INTERNAL, "An internal error."));
    }
  }

  private static void take(Incoming.Notification notification, RunningRequests running) {
    JsonValue id = notification.params().get("requestId");
    if (notification.method().equals("notifications/cancelled") && id != null) {
      running.cancel(id);
    }
  }

  private static Outgoing.Failure failure(JsonValue id, ProtocolException refusal) {
    Outgoing.Failure failure = Outgoing.Failure.of(id, refusal);
    return refusal.error() == ProtocolError.RESOURCE_NOT_FOUND
        ? new Outgoing.Failure(id, ProtocolError.INVALID_PARAMS, failure.message(), failure.data())
        : failure;
  }

  private JsonObject result(Incoming.Request request, Exchange exchange) {
    RequestMeta meta = RequestMeta.of(request.params());
    exchange.headers().check(request, meta);
    Method method =
        Method.of(request.method(), meta.revision())
            .filter(requests.features()::serves)
            .orElseThrow(
                () ->
                    new ProtocolException(
                        ProtocolError.METHOD_NOT_FOUND, "The method is not known."));
    return switch (method) {
      case SERVER_DISCOVER -> results.complete(method, discovery());
      case SUBSCRIPTIONS_LISTEN ->
          results.complete(method, subscriptions.listen(request, exchange.sink()));
      case TOOLS_CALL, PROMPTS_GET, RESOURCES_READ -> round(method, request, meta, exchange);
      default -> results.complete(method, simple(method, request, meta, exchange));
    };
  }

  private JsonObject discovery() {
    return offer
        .json()
        .add("supportedVersions", JsonText.JSON.createArrayBuilder(Revision.dates(false)))
        .build();
  }

  private JsonObject simple(
      Method method, Incoming.Request request, RequestMeta meta, Exchange exchange) {
    var caller = new Caller(surface, meta.client(), exchange.principal());
    var call = new StatelessCall(meta, caller, slots, exchange.sink(), RoundAnswers.none(states));
    return requests.carryOut(method, request.params(), call);
  }

  /** One round of a request that may ask the client something before it is complete. */
  private JsonObject round(
      Method method, Incoming.Request request, RequestMeta meta, Exchange exchange) {
    var caller = new Caller(surface, meta.client(), exchange.principal());
    var bond = RequestState.Bond.of(caller, request);
    RoundAnswers given = RoundAnswers.of(request.params(), states, bond);
    var call = new StatelessCall(meta, caller, slots, exchange.sink(), given);
    try {
      return results.complete(method, requests.carryOut(method, request.params(), call));
    } catch (InputRequired e) {
      return results.inputRequired(
          e.questions(), states.seal(call.accepted(), e.questions().keySet(), bond));
    }
  }
}
