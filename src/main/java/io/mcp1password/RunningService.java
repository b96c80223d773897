package io.mcp1password;

import io.helidon.microprofile.server.Server;
import io.mcp1password.config.Settings;
import io.mcp1password.mcp.McpApplication;
import io.mcp1password.operation.TimedInvoker;
import io.mcp1password.rest.RestApplication;

/**
 * The service over HTTP, running. There can be one in a process at a time, because there is one CDI
 * container.
 */
final class RunningService implements AutoCloseable {

  private final Server server;
  private final McpApplication mcp;
  private final BackendProcess process;

  private RunningService(Server server, McpApplication mcp, BackendProcess process) {
    this.server = server;
    this.mcp = mcp;
    this.process = process;
  }

  /**
   * Starts it; when this returns, it answers.
   *
   * @throws io.mcp1password.audit.AuditException when the audit log cannot be written
   */
  static RunningService start(Settings settings) {
    var process = BackendProcess.start(settings);
    var config = ServerConfig.of(settings);
    var backend = process.boot(config);
    var wiring = ServiceWiring.of(settings, backend, process.audit());
    ServiceBeans.running(wiring, () -> process.auditIsWritable() && backend.ready());
    var invoker = new TimedInvoker(wiring.invoker(), settings.http().requestTimeout());
    var mcp = new McpApplication(wiring.catalog(), invoker, wiring.updates(), settings.http());
    Server server =
        Server.builder()
            .config(config)
            .addApplication(settings.http().path(), mcp)
            .addApplication(
                RestApplication.BASE_PATH, new RestApplication(wiring.catalog(), invoker))
            .build()
            .start();
    return new RunningService(server, mcp, process);
  }

  /** The port that it listens on. */
  int port() {
    return server.port();
  }

  @Override
  public void close() {
    mcp.close();
    server.stop();
    process.close();
  }
}
