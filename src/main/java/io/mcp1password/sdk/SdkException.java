package io.mcp1password.sdk;

/**
 * A failure, told in words of this package.
 *
 * <p>Neither the message nor the cause carries the core's own text, which may quote a secret.
 */
public abstract sealed class SdkException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private SdkException(String message) {
    super(message);
  }

  /** Too many requests in this hour or day, the failed ones included. Wait before the next. */
  public static final class RateLimited extends SdkException {
    private static final long serialVersionUID = 1;

    RateLimited() {
      super(
          "1Password refuses requests of this service account for now: its hourly or daily limit"
              + " is reached. Failed requests count too; wait before the next.");
    }
  }

  /** The credentials are wrong, revoked or expired. */
  public static final class Unauthorized extends SdkException {
    private static final long serialVersionUID = 1;

    Unauthorized() {
      super("1Password does not accept the credentials: they are wrong, revoked or expired.");
    }
  }

  /** The credentials do not cover what was asked. */
  public static final class Forbidden extends SdkException {
    private static final long serialVersionUID = 1;

    Forbidden() {
      super("The credentials do not cover this; ask for the permission in 1Password.");
    }
  }

  /** There is no such vault, item, field, group or environment. */
  public static final class NotFound extends SdkException {
    private static final long serialVersionUID = 1;

    NotFound() {
      super("There is no such thing in 1Password, or the credentials do not show it.");
    }
  }

  /** Someone else changed the same thing meanwhile; read it again. */
  public static final class Conflict extends SdkException {
    private static final long serialVersionUID = 1;

    Conflict() {
      super("The same thing was changed meanwhile; read it again and repeat the change.");
    }
  }

  /** The session with the desktop app, or with the core, is over and could not be renewed. */
  public static final class SessionExpired extends SdkException {
    private static final long serialVersionUID = 1;

    SessionExpired() {
      super("The session with the 1Password app has expired; unlock the app and try again.");
    }
  }

  /** The request, or the item that it makes, is too large. */
  public static final class TooLarge extends SdkException {
    private static final long serialVersionUID = 1;

    TooLarge() {
      super("The request is too large for 1Password.");
    }
  }

  /** The token, the account or the integration's name cannot be right. */
  public static final class InvalidConfiguration extends SdkException {
    private static final long serialVersionUID = 1;

    InvalidConfiguration() {
      super("The token is malformed, or the configuration cannot be used.");
    }
  }

  /** What was sent is not valid. */
  public static final class InvalidInput extends SdkException {
    private static final long serialVersionUID = 1;

    InvalidInput(String message) {
      super(message);
    }
  }

  /** No answer in time. What was asked may have been done all the same. */
  public static final class TimedOut extends SdkException {
    private static final long serialVersionUID = 1;

    TimedOut() {
      super("1Password did not answer in time.");
    }
  }

  /** The core is not there: not in this build, or the desktop app is not installed or not ready. */
  public static final class Unavailable extends SdkException {
    private static final long serialVersionUID = 1;

    Unavailable() {
      super(
          "The 1Password core is not available: it is not in this build, or the 1Password app is"
              + " not installed or does not allow integrations.");
    }
  }

  /** Anything else. What was asked may have been done all the same. */
  public static final class Other extends SdkException {
    private static final long serialVersionUID = 1;

    Other(String message) {
      super(message);
    }
  }
}
