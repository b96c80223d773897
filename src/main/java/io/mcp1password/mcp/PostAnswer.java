package io.mcp1password.mcp;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a posted message: JSON when the answer is all that is sent, and a stream of events
 * when something comes before it or it takes long.
 */
final class PostAnswer implements MessageSink {

  /** How long the answer may take before a stream is opened that shows that we are alive. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<EventStream> streams;
  private final Function<Outgoing, Response> single;

  /** The answer if it comes alone; empty when there is a stream, or nothing came at all. */
  private final CompletableFuture<Optional<Outgoing>> alone = new CompletableFuture<>();

  private @Nullable EventStream stream;

  /**
   * An answer to come.
   *
   * @param streams makes the stream if one is needed
   * @param single makes the answer that comes alone
   */
  PostAnswer(Supplier<EventStream> streams, Function<Outgoing, Response> single) {
    this.streams = streams;
    this.single = single;
  }

  @Override
  public synchronized void send(Outgoing message) {
    if (stream == null && !alone.isDone() && message instanceof Outgoing.Answer answer) {
      alone.complete(Optional.of(answer));
    } else {
      stream().send(message);
    }
  }

  @Override
  public void pause() {
    EventStream open;
    synchronized (this) {
      open = stream();
    }
    open.pause();
  }

  /** Says that nothing more will come. */
  synchronized void end() {
    if (stream != null) {
      stream.end();
    }
    alone.complete(Optional.empty());
  }

  private EventStream stream() {
    if (stream == null) {
      stream = streams.get();
      alone.complete(Optional.empty());
    }
    return stream;
  }

  /**
   * The response, waited for as long as it takes to know its form.
   *
   * @param patience how long to wait for the answer before a stream is opened
   * @param connection makes the connection if it is to be a stream
   * @param nothing what is answered when nothing comes
   */
  Response response(Duration patience, Supplier<SseConnection> connection, Response nothing) {
    Optional<Outgoing> answer = await(patience);
    if (answer.isPresent()) {
      return single.apply(answer.get());
    }
    EventStream open;
    synchronized (this) {
      if (stream == null) {
        return nothing;
      }
      open = stream;
    }
    SseConnection connected = connection.get();
    open.attach(connected, 0);
    return HttpAnswer.of(connected);
  }

  private Optional<Outgoing> await(Duration patience) {
    try {
      return alone.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      synchronized (this) {
        if (!alone.isDone()) {
          stream();
        }
      }
      return alone.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HttpRefusal.of(503, "The server is stopping.");
    }
  }
}
