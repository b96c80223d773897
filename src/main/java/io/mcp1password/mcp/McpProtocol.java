package io.mcp1password.mcp;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.Executors;

/**
 * The protocol itself, whatever carries its messages: takes a client's messages and sends what they
 * bring about to a sink. Safe for use by many threads at once.
 */
final class McpProtocol {

  private static final Logger LOG = System.getLogger(McpProtocol.class.getName());

  /** The most messages of a batch: as many as may run at once. */
  private static final int MAX_BATCH = Session.MAX_CALLS;

  /** What a client may ask for. */
  private enum Method {
    INITIALIZE("initialize"),
    PING("ping"),
    TOOLS_LIST("tools/list"),
    TOOLS_CALL("tools/call");

    private final String wireName;

    Method(String wireName) {
      this.wireName = wireName;
    }

    static Method of(String name) {
      return Arrays.stream(values())
          .filter(each -> each.wireName.equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new ProtocolException(
                      ProtocolError.METHOD_NOT_FOUND, "The method is not known."));
    }
  }

  private final Handshake handshake;
  private final ToolList toolList;
  private final ToolCalls toolCalls;

  McpProtocol(Handshake handshake, ToolList toolList, ToolCalls toolCalls) {
    this.handshake = handshake;
    this.toolList = toolList;
    this.toolCalls = toolCalls;
  }

  /** Whether the message begins a session. */
  static boolean beginsSession(JsonValue json) {
    return json instanceof JsonObject message
        && message.getString("method", "").equals(Method.INITIALIZE.wireName);
  }

  /** Takes one message; returns when everything it brings about is sent. */
  void receive(JsonValue json, Session session, MessageSink sink) {
    try {
      switch (Incoming.read(json)) {
        case Incoming.Request request ->
            sink.send(new Outgoing.Result(request.id(), result(request, session)));
        // None of them changes anything yet, and the server asks its clients for nothing.
        case Incoming.Notification _, Incoming.Reply _ -> {}
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
   * Takes the messages of a batch, all at once.
   *
   * @throws ProtocolException when the session's revision has no batches, or the batch is empty or
   *     too large
   */
  void receiveAll(JsonArray batch, Session session, MessageSink sink) {
    if (!session.agreement().revision().allowsBatches()) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "The session's revision has no batches.");
    }
    if (batch.isEmpty() || batch.size() > MAX_BATCH) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "A batch has from 1 to " + MAX_BATCH + " messages.");
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      batch.forEach(json -> threads.execute(() -> receive(json, session, sink)));
    }
  }

  private JsonObject result(Incoming.Request request, Session session) {
    return switch (Method.of(request.method())) {
      case INITIALIZE -> handshake.open(request.params(), session);
      case PING -> JsonValue.EMPTY_JSON_OBJECT;
      case TOOLS_LIST -> toolList.list(request.params(), session.agreement().revision());
      case TOOLS_CALL -> toolCalls.call(request.params(), session);
    };
  }
}
