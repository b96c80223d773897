package io.mcp1password.operation;

import io.mcp1password.model.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure that is told to the caller.
 *
 * <p>The message says what to do next; it never carries a backend's own text, nor a value that may
 * be secret.
 */
public final class OperationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final @Nullable Duration retryAfter;
  private final transient Set<Scope> neededScopes;

  public OperationException(ErrorCode code, String message) {
    this(code, message, null, Set.of());
  }

  /**
   * A failure that may be over after that time.
   *
   * @param retryAfter null when that is not known
   */
  public OperationException(ErrorCode code, String message, @Nullable Duration retryAfter) {
    this(code, message, retryAfter, Set.of());
  }

  private OperationException(
      ErrorCode code, String message, @Nullable Duration retryAfter, Set<Scope> neededScopes) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
    this.neededScopes = neededScopes;
  }

  /** The refusal of a caller that has called too often, until the wait is over. */
  static OperationException tooOften(Duration wait) {
    return new OperationException(
        ErrorCode.RATE_LIMITED,
        "Too many calls in a short time; wait " + seconds(wait) + " s before the next one.",
        wait,
        Set.of());
  }

  /** The refusal of a caller whose access token does not grant all these scopes. */
  static OperationException insufficientScope(Set<Scope> needed) {
    return new OperationException(
        ErrorCode.INSUFFICIENT_SCOPE,
        "The access token does not cover this; get one with the scope " + Scope.list(needed) + ".",
        null,
        needed);
  }

  /** The scopes that the call needs, when it was refused for want of one; none else. */
  public Set<Scope> neededScopes() {
    return neededScopes;
  }

  public ErrorCode code() {
    return code;
  }

  /** After how many whole seconds the call may succeed; empty when that is not known. */
  public Optional<Long> retryAfterSeconds() {
    return Optional.ofNullable(retryAfter).map(OperationException::seconds);
  }

  private static long seconds(Duration wait) {
    return wait.plusNanos(999_999_999).toSeconds();
  }
}
