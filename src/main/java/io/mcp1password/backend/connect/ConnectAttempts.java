package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.connect.ConnectListener.Kind;
import io.mcp1password.backend.connect.ConnectListener.Outcome;
import io.mcp1password.config.BackendSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * The single attempts of a call to Connect, repeated, limited and held back by MicroProfile Fault
 * Tolerance.
 *
 * <p>Its time-out is on {@link ConnectCalls}, around all attempts together; that is why the two are
 * separate beans. One method serves every read, and one every write, so that the circuit breaker
 * and the bulkhead are about the server as a whole.
 */
@ApplicationScoped
class ConnectAttempts {

  /**
   * The most reads under way at once. Each holds one connection, and with it a request to this
   * service: this is half of what the HTTP server takes at once, so that a server that hangs leaves
   * room for whatever needs it not. Searches share 64 of these.
   */
  static final int CONCURRENT_CALLS = 256;

  /** The most writes under way at once; each vault has one at a time. */
  static final int CONCURRENT_WRITES = 128;

  private final ConnectApi api;

  private final ConnectListener listener;
  private final Duration timeout;

  @Inject
  ConnectAttempts(BackendSettings settings, ConnectListener listener) {
    this.api = new ConnectApi(settings);
    this.listener = listener;
    this.timeout = settings.connectTimeout();
  }

  /**
   * Reads from Connect.
   *
   * @throws ServerTrouble when the server is in trouble, in spite of repeated attempts
   * @throws BackendException when the server refuses
   */
  @Retry(maxRetries = 2, delay = 150, jitter = 100, retryOn = TransientTrouble.class)
  @CircuitBreaker(
      requestVolumeThreshold = 20,
      failureRatio = 0.5,
      delay = 5_000,
      failOn = ServerTrouble.class)
  @Bulkhead(CONCURRENT_CALLS)
  <T> T read(Function<ConnectApi, T> call) {
    return once(Kind.READ, call);
  }

  /**
   * Writes to Connect, once: whether a write may be repeated is for the caller to find out.
   *
   * @throws ServerTrouble when the server is in trouble; it tells what the write may have done
   * @throws BackendException when the server refuses
   */
  @CircuitBreaker(
      requestVolumeThreshold = 20,
      failureRatio = 0.5,
      delay = 5_000,
      failOn = ServerTrouble.class,
      skipOn = FailureTrouble.class)
  @Bulkhead(CONCURRENT_WRITES)
  <T> T write(Function<ConnectApi, T> call) {
    return once(Kind.WRITE, call);
  }

  /** One attempt with no guard, for the health check: it must see the server as it is. */
  ConnectHealth health() {
    return once(Kind.HEALTH, ConnectApi::health);
  }

  private <T> T once(Kind kind, Function<ConnectApi, T> call) {
    long start = System.nanoTime();
    var outcome = Outcome.FAILED;
    try {
      T answer = answer(call);
      outcome = Outcome.ANSWERED;
      return answer;
    } catch (BackendException refusal) {
      outcome = Outcome.REFUSED;
      throw refusal;
    } catch (ServerTrouble trouble) {
      throw givenUpEarly(start) ? ConnectFailures.interrupted() : trouble;
    } finally {
      listener.attempted(kind, outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * Whether the caller ended the attempt before the server can be called slow. It is no trouble of
   * the server's then: callers that cancel must not open the circuit breaker for all others.
   */
  private boolean givenUpEarly(long start) {
    return Thread.currentThread().isInterrupted()
        && System.nanoTime() - start < timeout.toNanos() / 2;
  }

  private <T> T answer(Function<ConnectApi, T> call) {
    try {
      return call.apply(api);
    } catch (BackendException | ServerTrouble failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw ConnectFailures.ofException(failure);
    }
  }

  @PreDestroy
  void close() {
    api.close();
  }
}
