package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * What each way of failing is called and how it is told, in the product's own words.
 *
 * <p>Nothing here copies a message, a body or a cause of the failure at hand: JSON and HTTP
 * libraries quote what they were reading, which may be a secret.
 */
final class ConnectFailures {

  private static final String TIMED_OUT =
      "1Password Connect did not answer in time (--connect-timeout-ms). Try again, or see whether"
          + " the server is overloaded.";

  private static final Pattern WAIT_SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final long MAX_WAIT_SECONDS = 3600;

  private ConnectFailures() {}

  /** The failure that an HTTP status means. */
  static RuntimeException ofStatus(int status, boolean html) {
    return switch (status) {
      case 408 ->
          new TransientTrouble(
              Kind.TIMEOUT,
              "1Password Connect has not finished its first synchronisation. Try again in a"
                  + " moment.");
      case 502, 503 ->
          new TransientTrouble(
              Kind.UNREACHABLE,
              "1Password Connect, or a proxy before it, is not available (HTTP " + status + ").");
      case 504 ->
          new TransientTrouble(
              Kind.TIMEOUT, "A proxy waited too long for 1Password Connect (HTTP 504).");
      default -> status >= 500 ? failed(status) : html ? notConnect(status) : ofRefusal(status);
    };
  }

  private static ServerTrouble failed(int status) {
    String message = "1Password Connect failed (HTTP " + status + "). Its log tells why.";
    return status == 500 ? new FailureTrouble(message) : new ServerTrouble(Kind.BROKEN, message);
  }

  /**
   * The failure that an HTTP status 429 means.
   *
   * @param retryAfter the header of that name; taken where it is a number of seconds up to an hour
   */
  static LimitTrouble ofLimit(String retryAfter) {
    boolean given = WAIT_SECONDS.matcher(retryAfter).matches();
    long seconds = given ? Long.parseLong(retryAfter) : Long.MAX_VALUE;
    return new LimitTrouble(seconds <= MAX_WAIT_SECONDS ? Duration.ofSeconds(seconds) : null);
  }

  private static BackendException ofRefusal(int status) {
    return switch (status) {
      case 400 ->
          new BackendException(
              Kind.INVALID, "1Password Connect refused the request as malformed (HTTP 400).");
      case 401 ->
          new BackendException(
              Kind.UNAUTHORIZED,
              "1Password Connect refused the token: it is wrong, expired, or of another server."
                  + " Check OP_CONNECT_TOKEN.");
      case 403 ->
          new BackendException(
              Kind.FORBIDDEN,
              "The Connect token does not cover this vault, or there is no such vault.");
      case 404 ->
          new BackendException(
              Kind.NOT_FOUND, "There is no such vault or item on the Connect server.");
      default -> notConnect(status);
    };
  }

  /** The failure that an answer from something else than a Connect server means. */
  static BackendException notConnect(int status) {
    return new BackendException(
        Kind.BROKEN,
        "What answered (HTTP "
            + status
            + ") is not a 1Password Connect API. Check --connect-host, and any proxy before it.");
  }

  /** The failure that an answer with an unreadable or wrong body means. */
  static BackendException unreadable() {
    return new BackendException(
        Kind.BROKEN,
        "The answer could not be understood. Check that --connect-host is a 1Password Connect"
            + " server, and any proxy before it.");
  }

  /** The failure that an exception of the HTTP client or of the JSON binding means. */
  static RuntimeException ofException(Throwable thrown) {
    if (Thread.currentThread().isInterrupted() || isInterruption(thrown)) {
      Thread.currentThread().interrupt();
      var interrupted = new ServerTrouble(Kind.TIMEOUT, TIMED_OUT);
      interrupted.initCause(new InterruptedException());
      return interrupted;
    }
    if (has(thrown, BoundedBody.TooLarge.class)) {
      return new BackendException(
          Kind.BROKEN, "1Password Connect answered with more than can be accepted.");
    }
    return find(thrown, IOException.class)
        .map(ConnectFailures::ofConnection)
        .orElseGet(ConnectFailures::unreadable);
  }

  private static RuntimeException ofConnection(IOException thrown) {
    return switch (thrown) {
      case HttpConnectTimeoutException _ -> new ServerTrouble(Kind.TIMEOUT, TIMED_OUT, Effect.NONE);
      case HttpTimeoutException _ -> new ServerTrouble(Kind.TIMEOUT, TIMED_OUT);
      case SSLException _ ->
          new ServerTrouble(
              Kind.UNREACHABLE,
              "No secure connection to 1Password Connect: its certificate is not trusted, or"
                  + " --connect-host is not an https address.");
      case ProtocolException _ ->
          new ServerTrouble(
              Kind.BROKEN, "What answered does not speak HTTP properly. Check --connect-host.");
      case ConnectException _ -> unreachable(Effect.NONE);
      default -> unreachable(Effect.UNKNOWN);
    };
  }

  private static TransientTrouble unreachable(Effect effect) {
    return new TransientTrouble(
        Kind.UNREACHABLE,
        "1Password Connect cannot be reached. Check --connect-host and that the server runs.",
        effect);
  }

  /** The failure of a call whose thread is interrupted, which {@link #told} tells by its cause. */
  static BackendException interrupted() {
    Thread.currentThread().interrupt();
    var interrupted = new BackendException(Kind.TIMEOUT, TIMED_OUT);
    interrupted.initCause(new InterruptedException());
    return interrupted;
  }

  /** What a guarded write did that ended with this. */
  static FailedWrite ofWrite(Exception thrown) {
    Effect effect =
        switch (thrown) {
          case BackendException failure ->
              switch (failure.kind()) {
                // What cannot be understood may well be the answer to a success, and a call that
                // was interrupted may have got through.
                case BROKEN, TIMEOUT -> Effect.UNKNOWN;
                default -> Effect.NONE;
              };
          case ServerTrouble trouble -> trouble.effect();
          case CircuitBreakerOpenException _ -> Effect.NONE;
          case BulkheadException _ -> Effect.NONE;
          default -> Effect.UNKNOWN;
        };
    return new FailedWrite(effect, told(thrown));
  }

  /**
   * The failure to tell, for whatever came out of a guarded call.
   *
   * <p>The guards clear the mark of an interruption. Unless it was their own, whoever caused it
   * wants what comes after the call to end as well: it is set again.
   */
  static BackendException told(Exception thrown) {
    if (isInterruption(thrown)) {
      Thread.currentThread().interrupt();
    }
    return switch (thrown) {
      case BackendException failure -> failure;
      case ServerTrouble trouble -> trouble.told();
      case TimeoutException _ -> new BackendException(Kind.TIMEOUT, TIMED_OUT);
      case CircuitBreakerOpenException _ ->
          new BackendException(
              Kind.OVERLOADED,
              "1Password Connect failed repeatedly and is given a few seconds. Try again then.");
      case BulkheadException _ ->
          new BackendException(
              Kind.OVERLOADED, "Too many requests to 1Password Connect are under way. Try again.");
      case Exception _ when isInterruption(thrown) -> new BackendException(Kind.TIMEOUT, TIMED_OUT);
      default ->
          new BackendException(
              Kind.BROKEN, "The call failed (" + thrown.getClass().getSimpleName() + ").");
    };
  }

  private static boolean isInterruption(Throwable thrown) {
    return has(thrown, InterruptedException.class) || has(thrown, ClosedByInterruptException.class);
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return find(thrown, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
        .limit(20)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
