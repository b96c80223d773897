package io.mcp1password.backend;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backend's failure, told in the product's own words.
 *
 * <p>Neither the message nor the cause carries any text that came from the backend, since such text
 * may hold a secret.
 */
public final class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The ways in which a backend fails. */
  public enum Kind {
    /** The credentials are wrong, expired or foreign. */
    UNAUTHORIZED,
    /** The credentials are right, but do not cover what was asked. */
    FORBIDDEN,
    NOT_FOUND,
    /** The backend refused what was sent as invalid. */
    INVALID,
    /** Someone else changed the same thing meanwhile. */
    CONFLICT,
    /** A write broke off; it may have been carried out, and looking did not tell. */
    OUTCOME_UNKNOWN,
    RATE_LIMITED,
    /** No connection, or not enough of an answer. */
    UNREACHABLE,
    TIMEOUT,
    /** Too many calls are under way, or the circuit is open after failures. */
    OVERLOADED,
    /** It answered with something that is not an answer of its API. */
    BROKEN,
    UNSUPPORTED
  }

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  public BackendException(Kind kind, String message) {
    this(kind, message, null);
  }

  /**
   * A failure that may be over after that time.
   *
   * @param retryAfter null when that is not known
   */
  public BackendException(Kind kind, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** After what time a call may succeed; empty when that is not known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
