package io.mcp1password.sdk;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the core's errors are called here.
 *
 * <p>The core has few names for many things, so its message is looked at too; it never goes any
 * further. The phrases are those of the core 0.5.0.
 */
final class Failures {

  private static final int LARGEST_NAME = 64;

  private Failures() {}

  static SdkException of(CoreException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return switch (failure.name()) {
      case "RateLimitExceeded" -> new SdkException.RateLimited();
      case "DesktopSessionExpired" -> new SdkException.SessionExpired();
      case "AuthExpired" -> new SdkException.Unauthorized();
      case CoreException.UNAVAILABLE -> new SdkException.Unavailable();
      case CoreException.TOO_LARGE -> new SdkException.TooLarge();
      case "ServiceAccountTokenParsing", "CustomerManagedSecretParsing" ->
          new SdkException.InvalidConfiguration();
      case "ParsingSecretReference" ->
          new SdkException.InvalidInput(
              "The secret reference is malformed; its form is op://vault/item/[section/]field.");
      case "InvalidConfiguration" ->
          says(message, "invalid user input") ? invalid() : new SdkException.InvalidConfiguration();
      default -> byMessage(failure.name(), message);
    };
  }

  private static SdkException byMessage(String name, String message) {
    if (says(message, "invalid client id")) {
      // The core was replaced after a crash, and knows none of its clients any more.
      return new SdkException.SessionExpired();
    }
    if (says(message, "rate limit exceeded")) {
      return new SdkException.RateLimited();
    }
    if (says(message, "incorrect item version", "conflict occurred")) {
      return new SdkException.Conflict();
    }
    if (says(message, "right permissions", "forbidden")) {
      return new SdkException.Forbidden();
    }
    if (says(message, "not authenticated", "bad service account token")) {
      return new SdkException.Unauthorized();
    }
    if (says(
        message,
        "not found",
        "cannot be found",
        "couldn't be found",
        "does not correspond to",
        "no vault matched",
        "no item matched",
        "no section matched")) {
      return new SdkException.NotFound();
    }
    if (says(message, "request timeout", "timed out")) {
      return new SdkException.TimedOut();
    }
    if (says(message, "too big", "too large", "exceeds the limit")) {
      return new SdkException.TooLarge();
    }
    if (says(
        message,
        "invalid user input",
        "validation error",
        "did not match any variant",
        "more than one")) {
      return invalid();
    }
    return new SdkException.Other(
        "1Password failed" + (isPlain(name) ? " (" + name + ")" : "") + "; try again later.");
  }

  private static SdkException invalid() {
    return new SdkException.InvalidInput("1Password refused what was sent as invalid.");
  }

  private static boolean says(String message, String... phrases) {
    return Stream.of(phrases).anyMatch(message::contains);
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.length() <= LARGEST_NAME
        && name.chars().allMatch(each -> each < 0x80 && Character.isLetter(each));
  }
}
