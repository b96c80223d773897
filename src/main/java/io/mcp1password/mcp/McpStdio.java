package io.mcp1password.mcp;

import io.mcp1password.model.Principal;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.TimedInvoker;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * MCP over standard input and output: one message per line, in every revision.
 *
 * <p>The process is the one session of the revisions that have sessions; messages of the stateless
 * revision may come in between. Nothing but messages is ever written.
 */
public final class McpStdio implements AutoCloseable {

  /**
   * How long calls that run at the end of the input may still take: enough for the backend to be
   * made ready on a slow machine, because the input may end before it is.
   */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** How long answers may take to be brought when the server is told to stop. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final SessionProtocol sessionProtocol;
  private final StatelessProtocol statelessProtocol;
  private final Session session = new Session();
  private final Changes changes;
  private final OutputStream output;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  /**
   * A server of the product that writes its messages to this stream.
   *
   * @param updates hears of the operations that the invoker runs
   */
  public McpStdio(
      OperationCatalog catalog,
      TimedInvoker invoker,
      ResourceUpdates updates,
      OutputStream output) {
    this(ProductFeatures.of(catalog, invoker, updates), output);
  }

  McpStdio(Features features, OutputStream output) {
    var offer = new Offer(ServerInfo.ofBuild(), features);
    var requests = new FeatureRequests(features, new Pages(Pages.SIZE));
    var surface = Caller.Surface.MCP_STDIO;
    this.sessionProtocol = new SessionProtocol(new Handshake(offer), requests, surface);
    this.statelessProtocol =
        new StatelessProtocol(offer, requests, surface, new RequestState(InstantSource.system()));
    this.changes = features.changes();
    this.output = output;
  }

  /**
   * Serves until the input ends; then calls that run are finished, or cancelled after a while.
   *
   * @throws IOException when the input cannot be read
   */
  public void serve(InputStream input) throws IOException {
    var lines = new MessageLines(input);
    try {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        receive(line.get());
      }
    } finally {
      end(GRACE);
    }
  }

  /** Carries out no request any more; each is answered with an error. */
  public void refuse() {
    stopping = true;
  }

  /** Lets what runs be answered, for a short time, and ends everything. */
  @Override
  public void close() {
    refuse();
    end(LAST_ANSWERS);
  }

  private void receive(byte[] line) {
    try {
      JsonValue json = MessageLines.message(line);
      if (stopping) {
        turnAway(json);
      } else if (SessionProtocol.beginsSession(json)) {
        // What follows relies on the agreement.
        dispatch(json);
        if (session.isOpen()) {
          session.feed(changes, this::send);
        }
      } else {
        execute(json);
      }
    } catch (JsonText.MalformedException e) {
      send(
          new Outgoing.Failure(
              JsonValue.NULL, ProtocolError.PARSE_ERROR, String.valueOf(e.getMessage())));
    }
  }

  private void execute(JsonValue json) {
    try {
      threads.execute(() -> dispatch(json));
    } catch (RejectedExecutionException stopped) {
      turnAway(json);
    }
  }

  /** A request gets an answer even now; what else comes is of no use any more. */
  private void turnAway(JsonValue json) {
    JsonValue id = Incoming.idOf(json);
    if (!JsonValue.NULL.equals(id)) {
      send(new Outgoing.Failure(id, ProtocolError.OVERLOADED, "The server is stopping."));
    }
  }

  private void dispatch(JsonValue json) {
    if (StatelessProtocol.speaks(json)) {
      statelessProtocol.receive(
          json,
          new StatelessProtocol.Exchange(
              HeaderCheck.NONE, session.running(), Principal.OWNER, this::send));
    } else if (json instanceof JsonArray batch) {
      batch(batch);
    } else {
      sessionProtocol.receive(json, session, Principal.OWNER, this::send);
    }
  }

  private void batch(JsonArray batch) {
    try {
      var answers = JsonText.JSON.createArrayBuilder();
      sessionProtocol.receiveAll(
          batch,
          session,
          Principal.OWNER,
          message -> {
            synchronized (answers) {
              answers.add(message.json());
            }
          });
      JsonArray all = answers.build();
      if (!all.isEmpty()) {
        write(all.toString());
      }
    } catch (ProtocolException e) {
      send(Outgoing.Failure.of(JsonValue.NULL, e));
    }
  }

  private void send(Outgoing message) {
    JsonObject json = message.json();
    write(json.toString());
  }

  /** A client that went away reads nothing; the end of its input is what ends the server. */
  private void write(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (output) {
      try {
        output.write(bytes);
        output.flush();
      } catch (IOException clientIsGone) {
        session.running().cancelAll();
      }
    }
  }

  private void end(Duration grace) {
    // Subscriptions would never end by themselves.
    changes.close();
    // Nobody is left to answer.
    session.questions().close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    session.close();
  }
}
