package io.mcp1password.http;

import io.helidon.microprofile.server.ServerCdiExtension;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;

/**
 * Adds the guard to the MicroProfile server before that starts.
 *
 * <p>It needs an {@link HttpGuard} bean; without one the server does not start at all.
 */
@Dependent
public class GuardRegistration {

  void register(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object event,
      BeanManager beans,
      HttpGuard guard) {
    beans
        .getExtension(ServerCdiExtension.class)
        .serverRoutingBuilder()
        .addFeature(new GuardFeature(guard));
  }
}
