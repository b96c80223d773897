package io.mcp1password;

import io.mcp1password.backend.connect.ConnectListener;
import io.mcp1password.config.BackendSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.http.HttpGuard;
import io.mcp1password.operation.OperationCatalog;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jspecify.annotations.Nullable;

/**
 * Hands the plain objects of the composition root to the CDI container.
 *
 * <p>The container makes this bean itself, hence the static fields; they hold the one service of
 * the process.
 */
@Dependent
class ServiceBeans {

  private static volatile @Nullable Settings settings;
  private static volatile ConnectListener connectListener = ConnectListener.NONE;
  private static volatile @Nullable ServiceWiring wiring;
  private static volatile @Nullable ServingState readiness;

  /** Sets what beans need from the start. */
  static void beginning(Settings newSettings, ConnectListener newConnectListener) {
    settings = newSettings;
    connectListener = newConnectListener;
  }

  /** Sets what is made with the help of beans. */
  static void running(ServiceWiring newWiring, ServingState newReadiness) {
    wiring = newWiring;
    readiness = newReadiness;
  }

  @Produces
  @Singleton
  BackendSettings backendSettings() {
    return settings().backend();
  }

  @Produces
  @Singleton
  ConnectListener connectListener() {
    return connectListener;
  }

  @Produces
  @Singleton
  HttpGuard guard() {
    return new HttpGuard(settings().http(), state());
  }

  @Produces
  @Singleton
  OperationCatalog catalog() {
    return Objects.requireNonNull(wiring).catalog();
  }

  @Produces
  @Liveness
  HealthCheck live() {
    return HealthChecks.up("service");
  }

  @Produces
  @Startup
  HealthCheck started() {
    return HealthChecks.up("started");
  }

  @Produces
  @Readiness
  HealthCheck audit() {
    return HealthChecks.of("audit", state().audit());
  }

  @Produces
  @Readiness
  HealthCheck backend() {
    return HealthChecks.of("backend", state().backend());
  }

  @Produces
  @Readiness
  HealthCheck accepting() {
    return HealthChecks.of("accepting", () -> !state().stopping());
  }

  private static Settings settings() {
    return Objects.requireNonNull(settings);
  }

  private static ServingState state() {
    return Objects.requireNonNull(readiness);
  }
}
