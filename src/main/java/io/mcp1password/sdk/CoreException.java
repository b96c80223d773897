package io.mcp1password.sdk;

/**
 * What the 1Password core, or the host that runs it, answered instead of a result.
 *
 * <p>The name is the core's own (for example {@code Auth}, {@code RateLimitExceeded}, {@code
 * DesktopSessionExpired}, {@code InvalidConfiguration}), empty when the core gave only a text, or
 * one of this class's constants when the core itself could not answer. The message is the core's
 * text, made for people; it may name what was asked for, so show it to nobody but the operator.
 */
public final class CoreException extends RuntimeException {

  /** The core is not there: not in this build, or the desktop app is not installed. */
  public static final String UNAVAILABLE = "CoreUnavailable";

  /** The core failed on its way; it has been replaced, its clients must sign in again. */
  public static final String CRASHED = "CoreCrashed";

  /** The core was closed. */
  public static final String CLOSED = "CoreClosed";

  /** The request is larger than the core takes. */
  public static final String TOO_LARGE = "MessageTooLarge";

  private static final long serialVersionUID = 1;

  private final String name;

  /** An error of this name and text. */
  public CoreException(String name, String message) {
    super(message);
    this.name = name;
  }

  /** The kind of error. */
  public String name() {
    return name;
  }
}
