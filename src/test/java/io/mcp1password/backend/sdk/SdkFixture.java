package io.mcp1password.backend.sdk;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mcp1password.config.HourlyLimits;
import io.mcp1password.sdk.Auth;
import io.mcp1password.sdk.ClientConfig;
import io.mcp1password.sdk.InMemoryCore;
import io.mcp1password.sdk.OnePasswordClient;
import io.mcp1password.sdk.Plaintext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The backend over a core in memory, at a time that a test sets. */
public final class SdkFixture {

  static final HourlyLimits LIMITS = new HourlyLimits(900, 90);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final InMemoryCore core;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));

  /** A fixture over this core. */
  SdkFixture(InMemoryCore core) {
    this.core = core;
  }

  /** A service account over the samples. */
  public static SdkBackend backend() {
    return backend(InMemoryCore.withSamples());
  }

  /** A service account over this core. */
  public static SdkBackend backend(InMemoryCore core) {
    return SdkBackend.forServiceAccount(core, config(TIMEOUT), LIMITS);
  }

  private static ClientConfig config(Duration timeout) {
    var auth = new Auth.ServiceAccount(Plaintext.of("ops_canary"));
    return new ClientConfig(auth, "Tests", "1.0", timeout);
  }

  SdkBackend hasty() {
    return backend(LIMITS, Duration.ofMillis(50));
  }

  SdkBackend of(HourlyLimits limits) {
    return backend(limits, TIMEOUT);
  }

  private SdkBackend backend(HourlyLimits limits, Duration timeout) {
    InstantSource clock = now::get;
    Ticker ticker = () -> Duration.between(Instant.EPOCH, now.get()).toNanos();
    return new SdkBackend(
        core,
        new SdkBackend.Parts(
            new SdkConnection(() -> OnePasswordClient.connect(core, config(timeout)), clock),
            new HourlyBudget(limits, clock),
            new MetadataCache(Duration.ofSeconds(30), ticker)));
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }
}
