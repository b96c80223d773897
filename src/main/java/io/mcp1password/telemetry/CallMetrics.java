package io.mcp1password.telemetry;

import io.mcp1password.model.WireName;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.EndedCall;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationListener;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the calls of operations.
 *
 * <p>The labels are names of the catalogue and of enums, so their number is bounded; nothing of a
 * call's arguments or results is among them.
 */
public final class CallMetrics implements OperationListener {

  private static final String CALLS = "mcp1password.calls";
  private static final String DURATION = "mcp1password.call.duration";
  private static final String AUDIT_FAILURES = "mcp1password.audit.failures";

  /** The label of calls that have succeeded, where others have an error code. */
  private static final String NO_CODE = "none";

  private record Ending(
      String operation, Caller.Surface surface, String outcome, @Nullable ErrorCode code) {}

  private final Supplier<MetricRegistry> registry;
  private final Map<Ending, Counter> calls = new ConcurrentHashMap<>();
  private final Map<Caller.Surface, Timer> durations = new ConcurrentHashMap<>();

  /**
   * Metrics in this registry.
   *
   * @param registry is asked when calls have ended, since it may be there only then
   */
  public CallMetrics(Supplier<MetricRegistry> registry) {
    this.registry = registry;
  }

  /** Makes the meters that are to be seen before the first call. */
  public void begin() {
    var _ = auditFailures();
  }

  @Override
  public void succeeded(
      OperationDescriptor operation, JsonObject arguments, OperationResult result) {}

  @Override
  public void ended(EndedCall call) {
    var ending =
        new Ending(call.operation().name(), call.surface(), call.outcome().wireName(), call.code());
    calls.computeIfAbsent(ending, this::counter).inc();
    durations.computeIfAbsent(call.surface(), this::timer).update(call.time());
    if (call.code() == ErrorCode.AUDIT_UNAVAILABLE) {
      auditFailures().inc();
    }
  }

  private Counter counter(Ending ending) {
    return registry
        .get()
        .counter(
            CALLS,
            new Tag("operation", ending.operation()),
            surface(ending.surface()),
            new Tag("outcome", ending.outcome()),
            new Tag("code", ending.code() == null ? NO_CODE : ending.code().wireName()));
  }

  private Timer timer(Caller.Surface surface) {
    return registry.get().timer(DURATION, surface(surface));
  }

  private Counter auditFailures() {
    return registry.get().counter(AUDIT_FAILURES);
  }

  private static Tag surface(WireName surface) {
    return new Tag("surface", surface.wireName());
  }
}
