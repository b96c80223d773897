package io.mcp1password.mcp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a log message to a client is; the least grave first. */
enum LogSeverity {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LogSeverity> of(String name) {
    return Arrays.stream(values()).filter(each -> each.wireName().equals(name)).findFirst();
  }

  /** Whether a message of this severity is wanted by someone who asked for that level. */
  boolean reaches(LogSeverity level) {
    return compareTo(level) >= 0;
  }
}
