package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The questions of a session that its client has not answered yet. */
final class PendingQuestions implements AutoCloseable {

  /** The most questions at once. */
  private static final int MAX = 64;

  /** A question on its way; completed exceptionally when the client answers with an error. */
  record Pending(JsonValue id, Question question, CompletableFuture<JsonValue> answer) {}

  private final Map<JsonValue, Pending> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private volatile boolean closed;

  /**
   * Sends a question; when these are closed, it counts as not answered at once.
   *
   * @throws ProtocolException when too many wait for an answer
   */
  Pending ask(Question question, MessageSink sink) {
    if (waiting.size() >= MAX) {
      throw new ProtocolException(
          ProtocolError.OVERLOADED, "Too many questions wait for an answer of the client.");
    }
    JsonValue id = JsonText.JSON.createValue(lastId.incrementAndGet());
    var pending = new Pending(id, question, new CompletableFuture<>());
    waiting.put(id, pending);
    if (closed) {
      giveUp(pending);
      return pending;
    }
    try {
      sink.send(new Outgoing.Request(id, question.kind().method(), question.params()));
    } catch (RuntimeException e) {
      waiting.remove(id);
      throw e;
    }
    return pending;
  }

  /** Takes the client's answer; one that nobody waits for is ignored. */
  void take(Incoming.Reply reply) {
    Pending pending = waiting.remove(reply.id());
    if (pending == null) {
      return;
    }
    JsonValue result = reply.body().get("result");
    if (result != null && pending.question().isAnsweredBy(result)) {
      pending.answer().complete(result);
    } else {
      giveUp(pending);
    }
  }

  /** Waits for no answer any more, because none can come. */
  @Override
  public void close() {
    closed = true;
    waiting.values().forEach(this::giveUp);
  }

  private void giveUp(Pending pending) {
    waiting.remove(pending.id());
    pending.answer().completeExceptionally(new IllegalStateException("no answer"));
  }

  /** Waits no more for the answer, and tells the client so if it has not answered. */
  void withdraw(Pending pending, MessageSink sink) {
    if (waiting.remove(pending.id()) != null) {
      sink.send(
          new Outgoing.Notification(
              "notifications/cancelled",
              JsonText.JSON.createObjectBuilder().add("requestId", pending.id()).build()));
    }
  }
}
