package io.mcp1password;

import io.mcp1password.model.TraceContext;
import io.mcp1password.operation.JsonText;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A log event as one JSON object: {@code timestamp}, {@code level}, {@code logger}, {@code
 * message}, and where there is one {@code error} (its kind and place, never its message) and {@code
 * traceId}.
 */
final class JsonLogLine extends Formatter {

  @Override
  public String format(LogRecord event) {
    var line =
        JsonText.JSON
            .createObjectBuilder()
            .add("timestamp", event.getInstant().toString())
            .add("level", event.getLevel().getName())
            .add("logger", String.valueOf(event.getLoggerName()))
            .add("message", formatMessage(event).replaceAll("\\p{Cntrl}", " "));
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      line.add("error", LogLine.described(thrown));
    }
    TraceContext.current().ifPresent(trace -> line.add("traceId", trace.traceId()));
    return line.build() + System.lineSeparator();
  }
}
