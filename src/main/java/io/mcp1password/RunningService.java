package io.mcp1password;

import io.helidon.microprofile.metrics.RegistryFactory;
import io.helidon.microprofile.server.Server;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.Settings;
import io.mcp1password.http.ServerTls;
import io.mcp1password.mcp.McpApplication;
import io.mcp1password.operation.TimedInvoker;
import io.mcp1password.rest.RestApplication;
import io.mcp1password.telemetry.CallMetrics;
import io.mcp1password.telemetry.ConnectMetrics;
import io.mcp1password.telemetry.StateMetrics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * The service over HTTP, running. There can be one in a process at a time, because there is one CDI
 * container.
 */
final class RunningService implements AutoCloseable {

  private final Server server;
  private final McpApplication mcp;
  private final TimedInvoker invoker;
  private final ServiceWiring wiring;
  private final BackendProcess process;
  private final AtomicBoolean stopping;

  private RunningService(Parts parts, Server server) {
    this.server = server;
    this.mcp = parts.mcp();
    this.invoker = parts.invoker();
    this.wiring = parts.wiring();
    this.process = parts.process();
    this.stopping = parts.stopping();
  }

  /** What the web server is put in front of. */
  private record Parts(
      BackendProcess process,
      OnePasswordBackend backend,
      ServiceWiring wiring,
      TimedInvoker invoker,
      McpApplication mcp,
      AtomicBoolean stopping) {}

  /**
   * Starts it; when this returns, it answers.
   *
   * @throws io.mcp1password.audit.AuditException when the audit log cannot be written
   * @throws io.mcp1password.http.TlsFileException when a file of TLS cannot be used
   * @throws io.mcp1password.config.SettingsException when an allowlist cannot be used
   */
  static RunningService start(Settings settings) {
    return start(settings, Cores::open);
  }

  /** The same, with cores from elsewhere. */
  static RunningService start(Settings settings, CoreSource cores) {
    ServerTls.requireUsable(settings.http().tls());
    var process = BackendProcess.start(settings, cores);
    try {
      return start(settings, process);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static RunningService start(Settings settings, BackendProcess process) {
    var config = ServerConfig.of(settings);
    var calls = new CallMetrics(RunningService::metrics);
    var connect = new ConnectMetrics(RunningService::metrics);
    var backend = process.boot(config, connect);
    var wiring = ServiceWiring.of(settings, backend, process.audit(), calls);
    var stopping = new AtomicBoolean();
    ServiceBeans.running(
        wiring, new ServingState(process::auditIsWritable, backend::ready, stopping::get));
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
    calls.begin();
    connect.begin();
    var parts = new Parts(process, backend, wiring, invoker, mcp, stopping);
    tellState(parts, settings.backend().authMode());
    return new RunningService(parts, server);
  }

  private static void tellState(Parts parts, AuthMode mode) {
    var state = new StateMetrics(metrics());
    state.sessions(parts.mcp()::sessionCount);
    state.running(parts.invoker()::running);
    if (mode == AuthMode.SERVICE_ACCOUNT) {
      state.quota(parts.backend()::callBudget);
    }
  }

  /** There is one as soon as the web server is being started. */
  private static MetricRegistry metrics() {
    return RegistryFactory.getInstance().getRegistry(MetricRegistry.APPLICATION_SCOPE);
  }

  /** The port that it listens on. */
  int port() {
    return server.port();
  }

  /**
   * Lets no new request in, waits for the calls that run, and ends everything.
   *
   * @param grace how long the calls may take before they are given up
   */
  void stop(Duration grace) {
    stopping.set(true);
    invoker.finish(grace);
    wiring.close();
    mcp.close();
    server.stop();
    process.close();
  }

  @Override
  public void close() {
    stop(Duration.ZERO);
  }
}
