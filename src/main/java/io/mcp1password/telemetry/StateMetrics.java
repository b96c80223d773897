package io.mcp1password.telemetry;

import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.QuotaSource;
import java.util.Locale;
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

  /** What is left of the backend's allowances, when it tells; not known is -1. */
  public void quota(OnePasswordBackend backend) {
    if (backend instanceof QuotaSource source) {
      for (QuotaSource.Allowance allowance : QuotaSource.Allowance.values()) {
        registry.gauge(
            QUOTA_REMAINING,
            () -> source.remaining(allowance).orElse(-1),
            new Tag("allowance", allowance.name().toLowerCase(Locale.ROOT)));
      }
    }
  }
}
