package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.sdk.SdkException;

/** What the SDK's failures are called by the port. Their messages hold nothing of the core's. */
final class SdkFailures {

  private SdkFailures() {}

  static BackendException told(SdkException failure) {
    Kind kind =
        switch (failure) {
          case SdkException.RateLimited _ -> Kind.RATE_LIMITED;
          case SdkException.Unauthorized _,
              SdkException.InvalidConfiguration _,
              SdkException.SessionExpired _ ->
              Kind.UNAUTHORIZED;
          case SdkException.Forbidden _ -> Kind.FORBIDDEN;
          case SdkException.NotFound _ -> Kind.NOT_FOUND;
          case SdkException.Conflict _ -> Kind.CONFLICT;
          case SdkException.TooLarge _, SdkException.InvalidInput _ -> Kind.INVALID;
          case SdkException.TimedOut _ -> Kind.TIMEOUT;
          case SdkException.Unavailable _ -> Kind.UNREACHABLE;
          case SdkException.Other _ -> Kind.BROKEN;
        };
    return new BackendException(kind, String.valueOf(failure.getMessage()));
  }

  /** Whether what failed so may have been done all the same. */
  static boolean isUncertain(BackendException failure) {
    return failure.kind() == Kind.TIMEOUT || failure.kind() == Kind.BROKEN;
  }

  static BackendException notFound() {
    return new BackendException(Kind.NOT_FOUND, "There is no such vault or item.");
  }

  static BackendException unknownOutcome() {
    return new BackendException(
        Kind.OUTCOME_UNKNOWN,
        "1Password did not tell what came of the change. It may have been made: look before you"
            + " repeat it.");
  }
}
