package io.mcp1password.mcp;

import static io.mcp1password.mcp.ConformanceCatalogue.text;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import java.time.Duration;

/** The suite's tools that tell their client something while they run. */
final class ConformanceCalls {

  /** The pause between two messages, as the suite asks for it. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private ConformanceCalls() {}

  static void addTo(ConformanceCatalogue tools, Changes changes) {
    tools.add(
        "test_tool_with_progress",
        (arguments, call) -> {
          for (int done = 0; done <= 100; done += 50) {
            call.progress(done, 100);
            Thread.sleep(PAUSE);
          }
          return text("Done.");
        });
    tools.add("test_tool_with_logging", (arguments, call) -> withLog(call));
    tools.add("test_logging_tool", (arguments, call) -> withLog(call));
    tools.add(
        "test_reconnection",
        (arguments, call) -> {
          call.pauseStream();
          Thread.sleep(PAUSE);
          return text("The client came back.");
        });
    tools.add(
        "test_trigger_tool_change",
        (arguments, call) -> {
          changes.publish(Change.of(Change.Kind.TOOL_LIST));
          return text("Told.");
        });
    tools.add(
        "test_trigger_prompt_change",
        (arguments, call) -> {
          changes.publish(Change.of(Change.Kind.PROMPT_LIST));
          return text("Told.");
        });
  }

  private static jakarta.json.JsonObject withLog(Call call) throws InterruptedException {
    for (String message : new String[] {"begun", "under way", "done"}) {
      JsonValue data = JsonText.JSON.createValue(message);
      call.log(LogSeverity.INFO, data);
      Thread.sleep(PAUSE);
    }
    return text("Logged.");
  }
}
