package io.mcp1password.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, read whole at the first access: within the size limit, within the time-out, and
 * never left half read.
 *
 * <p>A body that is too large or malformed, or cut off, ends in a {@link WebApplicationException}
 * that carries its problem document; one that comes too slowly ends the connection.
 */
final class BufferedBody extends InputStream {

  /** How much of a body that is too large is read on, so that its sender sees the answer. */
  static final int DRAINED = 4 * Framing.MAX_BODY;

  private final Duration timeout;
  private final Runnable closeConnection;
  private @Nullable InputStream source;
  private @Nullable InputStream content;
  private @Nullable Problem problem;

  /**
   * @param closeConnection called when the connection must not be used again after the answer
   */
  BufferedBody(Duration timeout, Runnable closeConnection) {
    this.timeout = timeout;
    this.closeConnection = closeConnection;
  }

  /** This body, fed from the connection; called when a handler asks for the body. */
  InputStream over(InputStream connection) {
    source = connection;
    return this;
  }

  /** Whether no handler asked for the body, so that it is still on the connection. */
  boolean isUntouched() {
    return source == null;
  }

  /** Takes from the connection what a handler asked for and then did not read. */
  void finish() throws IOException {
    if (source != null && content == null && problem == null) {
      load(source);
    }
  }

  @Override
  public int read() throws IOException {
    return content().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return content().read(bytes, offset, length);
  }

  @Override
  public int available() throws IOException {
    return content().available();
  }

  private InputStream content() throws IOException {
    finish();
    if (content == null) {
      throw refusal(problem == null ? Problem.ofStatus(400) : problem);
    }
    return content;
  }

  private void load(InputStream from) throws IOException {
    try (ReadDeadline deadline = ReadDeadline.start(timeout)) {
      byte[] bytes = from.readNBytes(Framing.MAX_BODY + 1);
      if (bytes.length > Framing.MAX_BODY) {
        problem = Problem.ofStatus(413);
        drain(from);
      } else {
        content = new ByteArrayInputStream(bytes);
      }
      if (deadline.expired()) {
        throw new CloseConnectionException("The body came too slowly.");
      }
    } catch (RequestException
        | IllegalArgumentException
        | DataReader.InsufficientDataAvailableException e) {
      problem = Problem.ofStatus(e instanceof RequestException r ? r.status().code() : 400);
      closeConnection.run();
    }
  }

  private void drain(InputStream from) throws IOException {
    byte[] unwanted = new byte[8192];
    int left = DRAINED;
    int read = 0;
    while (read >= 0 && left > 0) {
      read = from.read(unwanted, 0, Math.min(left, unwanted.length));
      left -= Math.max(read, 0);
    }
    if (read >= 0) {
      closeConnection.run();
    }
  }

  private static WebApplicationException refusal(Problem problem) {
    return new WebApplicationException(
        problem.detail(),
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.json().toString())
            .build());
  }
}
