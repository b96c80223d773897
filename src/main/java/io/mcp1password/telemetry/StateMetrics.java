package io.mcp1password.telemetry;

import io.mcp1password.backend.CallBudget;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Gauges of what there is at the moment of a scrape. */
public final class StateMetrics {

  private static final String SESSIONS = "mcp1password.sessions";
  private static final String RUNNING = "mcp1password.calls.running";
  private static final String QUOTA_REMAINING = "mcp1password.backend.quota.remaining";

  private final MetricRegistry registry;

  public StateMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  /** The open MCP sessions. */
  public void sessions(Supplier<Integer> count) {
    registry.gauge(SESSIONS, count);
  }

  /** The calls of operations that have begun and not ended. */
  public void running(Supplier<Integer> count) {
    registry.gauge(RUNNING, count);
  }

  /** What is left of the requests that 1Password allows; not known is -1. */
  public void quota(Supplier<Optional<CallBudget>> budget) {
    quota("reads_per_hour", budget, CallBudget::reads);
    quota("writes_per_hour", budget, CallBudget::writes);
  }

  private void quota(
      String name,
      Supplier<Optional<CallBudget>> budget,
      Function<CallBudget, CallBudget.Allowance> part) {
    registry.gauge(
        QUOTA_REMAINING,
        () -> budget.get().map(part).map(CallBudget.Allowance::remaining).orElse(-1),
        new Tag("allowance", name));
  }
}
