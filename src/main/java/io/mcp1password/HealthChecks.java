package io.mcp1password;

import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The checks that {@code /health} tells of; none of them says more than up or down. */
final class HealthChecks {

  private HealthChecks() {}

  /** Up as long as it is answered. */
  static HealthCheck up(String name) {
    return () -> HealthCheckResponse.up(name);
  }

  /** Up as long as this is true; down as well when it cannot be told. */
  static HealthCheck of(String name, BooleanSupplier up) {
    return () -> HealthCheckResponse.named(name).status(isUp(up)).build();
  }

  private static boolean isUp(BooleanSupplier up) {
    try {
      return up.getAsBoolean();
    } catch (RuntimeException unknown) {
      return false;
    }
  }
}
