package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Plain;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JavaScript date, in this machine's time zone.
 *
 * @param time what it tells; null for JavaScript's invalid date
 */
record ScriptDate(@Nullable ZonedDateTime time) {

  static ScriptDate now() {
    return new ScriptDate(ZonedDateTime.now(ZoneId.systemDefault()));
  }

  /** The date of a number of milliseconds, of an ISO 8601 text or of another date. */
  static ScriptDate of(@Nullable Object value) {
    try {
      return switch (value) {
        case ScriptDate date -> date;
        case Double millis -> of(Instant.ofEpochMilli(millis.longValue()));
        case String text -> of(OffsetDateTime.parse(text).toInstant());
        case null, default -> new ScriptDate(null);
      };
    } catch (DateTimeException e) {
      return new ScriptDate(null);
    }
  }

  private static ScriptDate of(Instant instant) {
    return new ScriptDate(instant.atZone(ZoneId.systemDefault()));
  }

  int year() {
    return time == null ? 0 : time.getYear();
  }

  /** How far the zone is behind UTC, as JavaScript counts: negative to the east. */
  double offsetMinutes() {
    return time == null ? Double.NaN : -time.getOffset().getTotalSeconds() / 60.0;
  }

  /** The date as people of a locale write it, with the parts that the options ask for. */
  String format(String locale, @Nullable Object options) {
    if (time == null) {
      return "Invalid Date";
    }
    String wanted = options instanceof Plain plain ? skeleton(plain) : "";
    return DateTimeFormatter.ofLocalizedPattern(wanted.isEmpty() ? "yMd" : wanted)
        .withLocale(Locale.forLanguageTag(locale))
        .format(time);
  }

  private static String skeleton(Plain options) {
    return part("y", options.get("year"))
        + part("M", options.get("month"))
        + part("d", options.get("day"));
  }

  private static String part(String letter, @Nullable Object width) {
    return switch (width instanceof String text ? text : "") {
      case "numeric" -> letter;
      case "2-digit" -> letter.repeat(2);
      case "short" -> letter.repeat(3);
      case "long" -> letter.repeat(4);
      default -> "";
    };
  }
}
