package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Calls to Connect, each with all its attempts and pauses bounded by one time-out.
 *
 * <p>The time-out interrupts the calling thread, which makes the HTTP client drop the connection.
 * Its value comes from the MicroProfile Config property {@link #TIMEOUT_PROPERTY}.
 */
@ApplicationScoped
@Timeout(30_000)
public class ConnectCalls {

  /** The configuration property of the time-out, in milliseconds. */
  public static final String TIMEOUT_PROPERTY =
      "io.mcp1password.backend.connect.ConnectCalls/Timeout/value";

  private static final long FORBIDDEN_PAUSE_MILLIS = 100;

  private final ConnectAttempts attempts;
  private final ConnectListener listener;

  @Inject
  ConnectCalls(ConnectAttempts attempts, ConnectListener listener) {
    this.attempts = attempts;
    this.listener = listener;
  }

  /**
   * Reads from Connect; safe to repeat.
   *
   * <p>A 403 is asked once more: some versions of Connect refuse a vault of the token's scope now
   * and then (1Password/connect issue 82).
   */
  <T> T read(Function<ConnectApi, T> call) {
    try {
      return throughBreaker(ConnectListener.Kind.READ, () -> attempts.read(call));
    } catch (BackendException refusal) {
      if (refusal.kind() != Kind.FORBIDDEN) {
        throw refusal;
      }
      pause();
      return throughBreaker(ConnectListener.Kind.READ, () -> attempts.read(call));
    }
  }

  /** Writes to Connect, once. */
  <T> T write(Function<ConnectApi, T> call) {
    return throughBreaker(ConnectListener.Kind.WRITE, () -> attempts.write(call));
  }

  /** The server's health, asked once. */
  @Timeout(2_000)
  ConnectHealth health() {
    return attempts.health();
  }

  private <T> T throughBreaker(ConnectListener.Kind kind, Supplier<T> call) {
    boolean passed = true;
    try {
      return call.get();
    } catch (CircuitBreakerOpenException open) {
      passed = false;
      throw open;
    } finally {
      listener.passedBreaker(kind, passed);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(FORBIDDEN_PAUSE_MILLIS);
    } catch (InterruptedException cut) {
      throw ConnectFailures.interrupted();
    }
  }
}
