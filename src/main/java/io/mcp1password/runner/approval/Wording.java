package io.mcp1password.runner.approval;

import io.mcp1password.config.ApprovalSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the pages tell times and scopes. */
record Wording(ApprovalSettings settings, Clock clock) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH);

  /** For example {@code 24 November 2026, 19:40 UTC}. */
  String time(Instant instant) {
    return TIME.format(instant.atZone(zone()));
  }

  /** An offset of zero by the name that people know it by. */
  private ZoneId zone() {
    ZoneId zone = clock.getZone();
    return zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
  }

  /** What is left until then, for example {@code 9 minutes}. */
  String left(Instant end) {
    return span(Duration.between(clock.instant(), end));
  }

  /** For example {@code 24 hours}; down to the unit below in which it is at least 2. */
  static String span(Duration span) {
    if (span.toHours() >= 2) {
      return span.toHours() + " hours";
    }
    if (span.toMinutes() >= 2) {
      return span.toMinutes() + " minutes";
    }
    long seconds = Math.max(0, span.toSeconds());
    return seconds == 1 ? "1 second" : seconds + " seconds";
  }

  /** What may be done in a scope. */
  static String rights(ApprovalScope scope) {
    return switch (scope.kind()) {
      case SCRIPT_COMMAND -> "Any shell command, with secrets from 1Password (op_script_run)";
      case UNRESTRICTED_COMMAND -> "Any shell command, without secrets (op_unrestricted_run)";
    };
  }
}
