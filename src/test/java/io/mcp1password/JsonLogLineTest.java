package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.TraceContext;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLogLineTest {

  private final LogRecord event = new LogRecord(Level.WARNING, "The disk of {0} is \"full\".\n{1}");

  JsonLogLineTest() {
    event.setLoggerName("io.mcp1password.audit");
    event.setInstant(Instant.parse("2026-11-24T10:00:00.123Z"));
    event.setParameters(new Object[] {"audit", "line two"});
  }

  @Test
  void anEventIsOneObjectOnOneLine() {
    String line = new JsonLogLine().format(event);
    assertThat(line.strip().lines()).hasSize(1);
    assertThat(line)
        .isEqualToIgnoringNewLines(
            "{\"timestamp\":\"2026-11-24T10:00:00.123Z\",\"level\":\"WARNING\","
                + "\"logger\":\"io.mcp1password.audit\","
                + "\"message\":\"The disk of audit is \\\"full\\\". line two\"}");
  }

  @Test
  void ofAnExceptionItHasTheKindAndNeverTheMessage() {
    event.setThrown(new IllegalStateException("hunter2", new RuntimeException("hunter3")));
    String line = new JsonLogLine().format(event);
    JsonObject json = ServiceUnderTest.json(line);
    assertThat(json.getString("error"))
        .startsWith("java.lang.IllegalStateException at ")
        .contains("caused by java.lang.RuntimeException");
    assertThat(line).doesNotContain("hunter");
  }

  @Test
  void withinATraceItHasTheTracesId() {
    var trace = new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");
    String line = TraceContext.call(Optional.of(trace), () -> new JsonLogLine().format(event));
    assertThat(ServiceUnderTest.json(line).getString("traceId")).isEqualTo(trace.traceId());
  }
}
