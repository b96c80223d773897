package io.mcp1password;

import io.helidon.microprofile.cdi.HelidonContainer;
import io.helidon.microprofile.server.Server;
import io.mcp1password.audit.AuditLog;
import io.mcp1password.audit.FileAuditLog;
import io.mcp1password.backend.connect.ConnectBackend;
import io.mcp1password.backend.connect.ConnectCalls;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.Settings;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.mcp.McpApplication;
import io.mcp1password.operation.TimedInvoker;
import io.mcp1password.rest.RestApplication;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;

/**
 * The service over HTTP, running. There can be one in a process at a time, because there is one CDI
 * container.
 */
final class RunningService implements AutoCloseable {

  private final Server server;
  private final McpApplication mcp;
  private final AuditLog audit;
  private final @Nullable ConnectStandIn demo;

  private RunningService(
      Server server, McpApplication mcp, AuditLog audit, @Nullable ConnectStandIn demo) {
    this.server = server;
    this.mcp = mcp;
    this.audit = audit;
    this.demo = demo;
  }

  /**
   * Starts it; when this returns, it answers.
   *
   * @throws io.mcp1password.audit.AuditException when the audit log cannot be written
   */
  static RunningService start(Settings settings) {
    var audit = new FileAuditLog(settings.auditLogPath(), Clock.systemUTC());
    audit.requireWritable();
    if (settings.backend().authMode() != AuthMode.DEMO) {
      return serve(settings, audit, null);
    }
    ConnectStandIn demo = ConnectStandIn.builder().build();
    return serve(settings.withConnect(demo.uri(), demo.adminToken()), audit, demo);
  }

  private static RunningService serve(
      Settings settings, AuditLog audit, @Nullable ConnectStandIn demo) {
    var loader = Thread.currentThread().getContextClassLoader();
    var resolver = ConfigProviderResolver.instance();
    var config = ServerConfig.of(settings);
    resolver.registerConfig(config, loader);
    ServiceBeans.settings(settings);
    // Boots the CDI container, whose bean guards the calls to Connect.
    HelidonContainer.instance();
    var backend = new ConnectBackend(CDI.current().select(ConnectCalls.class).get());
    ServiceWiring wiring = ServiceWiring.of(settings, backend, audit);
    ServiceBeans.running(wiring, backend);
    var mcp = new McpApplication(wiring.catalog(), wiring.invoker(), settings.http());
    Server server =
        Server.builder()
            .config(config)
            .addApplication(settings.http().path(), mcp)
            .addApplication(
                RestApplication.BASE_PATH,
                new RestApplication(
                    wiring.catalog(),
                    new TimedInvoker(wiring.invoker(), settings.http().requestTimeout())))
            .build()
            .start();
    return new RunningService(server, mcp, audit, demo);
  }

  /** The port that it listens on. */
  int port() {
    return server.port();
  }

  @Override
  public void close() {
    // Open streams would hold the server up.
    mcp.close();
    server.stop();
    audit.close();
    if (demo != null) {
      demo.close();
    }
  }
}
