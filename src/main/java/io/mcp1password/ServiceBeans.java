package io.mcp1password;

import io.mcp1password.config.BackendSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.http.HttpGuard;
import io.mcp1password.operation.OperationCatalog;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.BooleanSupplier;
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
  private static volatile @Nullable ServiceWiring wiring;
  private static volatile @Nullable BooleanSupplier ready;

  /** Sets what beans need from the start. */
  static void settings(Settings value) {
    settings = value;
  }

  /** Sets what is made with the help of beans. */
  static void running(ServiceWiring newWiring, BooleanSupplier newReady) {
    wiring = newWiring;
    ready = newReady;
  }

  @Produces
  @Singleton
  BackendSettings backendSettings() {
    return Objects.requireNonNull(settings).backend();
  }

  @Produces
  @Singleton
  HttpGuard guard() {
    return new HttpGuard(Objects.requireNonNull(settings).http(), Objects.requireNonNull(ready));
  }

  @Produces
  @Singleton
  OperationCatalog catalog() {
    return Objects.requireNonNull(wiring).catalog();
  }
}
