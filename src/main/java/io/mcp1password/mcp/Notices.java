package io.mcp1password.mcp;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the client of a call is told while the call runs. */
final class Notices {

  private final MessageSink sink;
  private final @Nullable JsonValue token;
  private final Supplier<Optional<LogSeverity>> level;
  private double last = Double.NEGATIVE_INFINITY;

  /**
   * @param meta the {@code _meta} of the request, which may ask for progress
   * @param level from which severity on log messages are wanted; empty for none
   */
  Notices(MessageSink sink, JsonObject meta, Supplier<Optional<LogSeverity>> level) {
    this.sink = sink;
    this.token =
        switch (meta.get("progressToken")) {
          case JsonString text -> text;
          case JsonNumber number when number.isIntegral() -> number;
          case null, default -> null;
        };
    this.level = level;
  }

  synchronized void progress(double done, double total) {
    if (token == null || done <= last) {
      return;
    }
    last = done;
    sink.send(
        new Outgoing.Notification(
            "notifications/progress",
            JsonText.JSON
                .createObjectBuilder()
                .add("progressToken", token)
                .add("progress", done)
                .add("total", total)
                .build()));
  }

  void log(LogSeverity severity, JsonValue data) {
    if (level.get().filter(severity::reaches).isPresent()) {
      sink.send(
          new Outgoing.Notification(
              "notifications/message",
              JsonText.JSON
                  .createObjectBuilder()
                  .add("level", severity.wireName())
                  .add("data", data)
                  .build()));
    }
  }
}
