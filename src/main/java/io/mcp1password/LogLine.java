package io.mcp1password;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Time, level, logger and message; of an exception its kind and place, never its message. */
final class LogLine extends Formatter {

  @Override
  public String format(LogRecord event) {
    Throwable thrown = event.getThrown();
    return String.format(
        "%s %s %s: %s%s%n",
        event.getInstant(),
        event.getLevel().getName(),
        event.getLoggerName(),
        formatMessage(event).replaceAll("\\p{Cntrl}", " "),
        thrown == null ? "" : " [" + described(thrown) + "]");
  }

  static String described(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    Throwable cause = thrown.getCause();
    return thrown.getClass().getName()
        + place
        + (cause == null ? "" : ", caused by " + described(cause));
  }
}
