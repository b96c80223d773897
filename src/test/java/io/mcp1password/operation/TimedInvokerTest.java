package io.mcp1password.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcp1password.audit.InMemoryAuditLog;
import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Capability;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimedInvokerTest {

  record Done(@Arg("Whether it is done.") boolean done) {}

  /** Waits until it is interrupted. */
  static final class Endless {

    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Operation(
        name = "thing_wait",
        title = "Wait",
        description = "Waits.",
        access = Access.READ,
        verb = Verb.GET,
        path = "/things")
    Done await() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      return new Done(true);
    }
  }

  /** A command that takes longer than any limit of calls. */
  static final class Command {

    @Operation(
        name = "thing_run",
        title = "Run",
        description = "Runs.",
        access = Access.RUN,
        verb = Verb.POST,
        path = "/things/run")
    Done run() {
      return new Done(!Thread.currentThread().isInterrupted());
    }
  }

  @Test
  void aCommandLimitsItself() {
    GateSettings open = GateSettings.OPEN;
    OperationCatalog catalog =
        OperationCatalog.of(List.of(new Command()), open, Set.of(Capability.ITEMS));
    var operations = new OperationInvoker(catalog, new InMemoryAuditLog());
    var passed = new CountDownLatch(1);
    var invoker = new TimedInvoker(operations, Duration.ofMillis(20));
    OperationResult result =
        invoker.invoke(
            catalog.all().getFirst(),
            () -> {
              // Far beyond the limit, when a call with a limit would be interrupted.
              awaitFor(passed, Duration.ofMillis(200));
              return JsonObject.EMPTY_JSON_OBJECT;
            },
            Caller.of(Caller.Surface.REST, null));
    assertThat(result.content().getBoolean("done")).isTrue();
  }

  private static void awaitFor(CountDownLatch never, Duration time) {
    try {
      assertThat(never.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError("a command was interrupted", e);
    }
  }

  @Test
  void aCallThatTakesTooLongIsToldAndInterrupted() throws Exception {
    var service = new Endless();
    var audit = new InMemoryAuditLog();
    OperationCatalog catalog =
        OperationCatalog.of(List.of(service), GateSettings.CLOSED, Set.of(Capability.ITEMS));
    var invoker = new TimedInvoker(new OperationInvoker(catalog, audit), Duration.ofMillis(50));
    var failure =
        catchThrowableOfType(
            OperationException.class,
            () ->
                invoker.invoke(
                    catalog.all().getFirst(),
                    () -> JsonObject.EMPTY_JSON_OBJECT,
                    Caller.of(Caller.Surface.REST, null)));
    assertThat(failure.code()).isEqualTo(ErrorCode.BACKEND_TIMEOUT);
    assertThat(service.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
