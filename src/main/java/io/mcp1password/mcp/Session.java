package io.mcp1password.mcp;

import io.mcp1password.model.Principal;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One client's conversation with the server, and all that lives no longer than it. */
final class Session implements AutoCloseable {

  /** The most calls of a session that run at once. */
  static final int MAX_CALLS = 64;

  /** The most resources that a session can hear of. */
  private static final int MAX_WATCHED = 100;

  /** The most characters of a watched resource's URI. */
  private static final int MAX_URI = 2_000;

  /**
   * What the two sides agreed upon at the start.
   *
   * @param client what the client says it is; null when it says nothing of use
   */
  record Agreement(Revision revision, @Nullable String client, ClientCapabilities capabilities) {}

  /** What begins with the agreement. */
  private record Opened(Agreement agreement, SessionStreams streams) {}

  private final AtomicReference<@Nullable Opened> opened = new AtomicReference<>();
  private final CallSlots slots = new CallSlots(MAX_CALLS);
  private final RunningRequests running = new RunningRequests();
  private final PendingQuestions questions = new PendingQuestions();
  private final Set<String> watched = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable ChangeQueue> feed = new AtomicReference<>();
  private volatile LogSeverity logLevel = LogSeverity.WARNING;

  private final Principal owner;

  /** The session of who may do everything. */
  Session() {
    this(Principal.OWNER);
  }

  /** A session that belongs to this principal. */
  Session(Principal owner) {
    this.owner = owner;
  }

  boolean belongsTo(Principal principal) {
    return owner.isSameAs(principal);
  }

  /**
   * Begins the conversation.
   *
   * @throws ProtocolException when it was begun already
   */
  void open(Agreement agreed) {
    if (!opened.compareAndSet(null, new Opened(agreed, new SessionStreams(agreed.revision())))) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "The session is initialized already.");
    }
  }

  boolean isOpen() {
    return opened.get() != null;
  }

  /**
   * What was agreed.
   *
   * @throws ProtocolException when the conversation was not begun
   */
  Agreement agreement() {
    return opened().agreement();
  }

  SessionStreams streams() {
    return opened().streams();
  }

  private Opened opened() {
    Opened begun = opened.get();
    if (begun == null) {
      throw new ProtocolException(
          ProtocolError.INVALID_REQUEST, "The session is not initialized; send initialize first.");
    }
    return begun;
  }

  CallSlots slots() {
    return slots;
  }

  RunningRequests running() {
    return running;
  }

  PendingQuestions questions() {
    return questions;
  }

  /** From which severity on the client wants log messages. */
  LogSeverity logLevel() {
    return logLevel;
  }

  void logLevel(LogSeverity level) {
    logLevel = level;
  }

  /**
   * Tells the client of updates of the resource from now on.
   *
   * @throws ProtocolException when it watches too many, or the URI is too long
   */
  void watch(String uri) {
    if (uri.length() > MAX_URI) {
      throw ProtocolException.invalidParams(
          "The uri must have at most " + MAX_URI + " characters.");
    }
    if (watched.size() >= MAX_WATCHED && !watched.contains(uri)) {
      throw new ProtocolException(
          ProtocolError.OVERLOADED, "At most " + MAX_WATCHED + " resources can be watched.");
    }
    watched.add(uri);
  }

  void unwatch(String uri) {
    watched.remove(uri);
  }

  /** Sends the changes that concern the client there, from the first time that this is called. */
  void feed(Changes changes, MessageSink sink) {
    ChangeQueue queue = changes.listen(this::concerns);
    if (!feed.compareAndSet(null, queue)) {
      queue.close();
      return;
    }
    Thread.ofVirtual()
        .name("session-changes")
        .start(
            () -> {
              try {
                Optional<Change> change = queue.take();
                while (change.isPresent()) {
                  sink.send(change.get().notification(JsonValue.EMPTY_JSON_OBJECT));
                  change = queue.take();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private boolean concerns(Change change) {
    return change.uri() == null || watched.contains(change.uri());
  }

  /** Ends all that runs and streams. */
  @Override
  public void close() {
    ChangeQueue queue = feed.get();
    if (queue != null) {
      queue.close();
    }
    running.cancelAll();
    Opened begun = opened.get();
    if (begun != null) {
      begun.streams().close();
    }
  }
}
