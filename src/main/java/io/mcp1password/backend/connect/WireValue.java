package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Secret;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of fields in the forms in which Connect takes them.
 *
 * <p>This is the one place where a secret is opened to be written.
 */
final class WireValue {

  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,18}");
  private static final Pattern MONTH_FIRST = Pattern.compile("(0[1-9]|1[0-2])/(\\d{4})");
  private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})/?(0[1-9]|1[0-2])");

  /** What Connect's own Terraform provider sends: no time zone can move it to another day. */
  private static final LocalTime MIDDAY = LocalTime.of(12, 1);

  private WireValue() {}

  /**
   * The value as Connect keeps it: a date in Unix seconds, a month as {@code YYYYMM}.
   *
   * @throws BackendException when it is no value of that type
   */
  static Secret of(FieldType type, Secret value) {
    if (value.isEmpty()) {
      return value;
    }
    return switch (type) {
      case DATE -> Secret.of(seconds(value.reveal().strip()));
      case MONTH_YEAR -> Secret.of(yearAndMonth(value.reveal().strip()));
      default -> value;
    };
  }

  /** The value itself, for the body of a request. */
  static String text(Secret value) {
    return value.reveal();
  }

  private static String seconds(String date) {
    if (SECONDS.matcher(date).matches()) {
      return date;
    }
    try {
      return Long.toString(LocalDate.parse(date).toEpochSecond(MIDDAY, ZoneOffset.UTC));
    } catch (DateTimeParseException malformed) {
      throw invalid("A Date must be YYYY-MM-DD, or seconds since 1970.");
    }
  }

  private static String yearAndMonth(String text) {
    Matcher yearFirst = YEAR_FIRST.matcher(text);
    if (yearFirst.matches()) {
      return yearFirst.group(1) + yearFirst.group(2);
    }
    Matcher monthFirst = MONTH_FIRST.matcher(text);
    if (monthFirst.matches()) {
      return monthFirst.group(2) + monthFirst.group(1);
    }
    throw invalid("A MonthYear must be MM/YYYY, or YYYYMM.");
  }

  private static BackendException invalid(String problem) {
    return new BackendException(Kind.INVALID, problem + " Nothing was changed.");
  }
}
