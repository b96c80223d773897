package io.mcp1password.telemetry;

import io.mcp1password.backend.connect.ConnectListener;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Times the calls to the Connect server, and keeps whether its circuit breakers are open. */
public final class ConnectMetrics implements ConnectListener {

  private static final String DURATION = "mcp1password.connect.duration";
  private static final String BREAKER_OPEN = "mcp1password.connect.breaker.open";

  private record Ending(Kind kind, Outcome outcome) {}

  private final Supplier<MetricRegistry> registry;
  private final Map<Ending, Timer> durations = new ConcurrentHashMap<>();
  private final Map<Kind, AtomicBoolean> open = new EnumMap<>(Kind.class);

  /**
   * Metrics in this registry.
   *
   * @param registry is asked when calls have ended, since it may be there only then
   */
  public ConnectMetrics(Supplier<MetricRegistry> registry) {
    this.registry = registry;
    open.put(Kind.READ, new AtomicBoolean());
    open.put(Kind.WRITE, new AtomicBoolean());
  }

  /** Makes the meters that are to be seen before the first call. */
  public void begin() {
    open.forEach(
        (kind, state) -> registry.get().gauge(BREAKER_OPEN, () -> state.get() ? 1 : 0, tag(kind)));
  }

  @Override
  public void attempted(Kind kind, Outcome outcome, Duration time) {
    durations.computeIfAbsent(new Ending(kind, outcome), this::timer).update(time);
  }

  @Override
  public void passedBreaker(Kind kind, boolean passed) {
    AtomicBoolean state = open.get(kind);
    if (state != null) {
      state.set(!passed);
    }
  }

  private Timer timer(Ending ending) {
    return registry
        .get()
        .timer(DURATION, tag(ending.kind()), new Tag("outcome", name(ending.outcome())));
  }

  private static Tag tag(Kind kind) {
    return new Tag("kind", name(kind));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
