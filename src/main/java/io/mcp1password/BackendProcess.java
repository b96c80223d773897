package io.mcp1password;

import io.helidon.microprofile.cdi.HelidonContainer;
import io.mcp1password.audit.AuditException;
import io.mcp1password.audit.AuditLog;
import io.mcp1password.audit.FileAuditLog;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.connect.ConnectBackend;
import io.mcp1password.backend.connect.ConnectCalls;
import io.mcp1password.backend.connect.ConnectListener;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.Settings;
import io.mcp1password.demo.ConnectStandIn;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind every transport: the audit log, the demo's stand-in, and the CDI container
 * whose beans guard the calls to Connect.
 *
 * <p>The audit log is opened at once; the rest takes its time and comes with {@link #boot}.
 */
final class BackendProcess implements AutoCloseable {

  private final Settings settings;
  private final AuditLog audit;
  private final @Nullable CompletableFuture<ConnectStandIn> demo;

  private BackendProcess(Settings settings, FileAuditLog audit) {
    this.settings = settings;
    this.audit = audit;
    this.demo =
        settings.backend().authMode() == AuthMode.DEMO
            ? CompletableFuture.supplyAsync(() -> ConnectStandIn.builder().build())
            : null;
  }

  /**
   * Opens the audit log and, in demo mode, begins to start the stand-in.
   *
   * @throws io.mcp1password.audit.AuditException when the audit log cannot be written
   */
  static BackendProcess start(Settings settings) {
    var audit = new FileAuditLog(settings.auditLogPath(), Clock.systemUTC());
    audit.requireWritable();
    return new BackendProcess(settings, audit);
  }

  AuditLog audit() {
    return audit;
  }

  /** Whether calls can be recorded, without which none is served. */
  boolean auditIsWritable() {
    try {
      audit.requireWritable();
      return true;
    } catch (AuditException e) {
      return false;
    }
  }

  /**
   * Boots the container, which takes about a second, and gives the backend that it guards.
   *
   * @param listener hears of the calls to Connect
   */
  OnePasswordBackend boot(Config config, ConnectListener listener) {
    var loader = BackendProcess.class.getClassLoader();
    ConfigProviderResolver.instance().registerConfig(config, loader);
    // The build has checked the files; checking them again takes a tenth of the boot's time.
    System.setProperty("org.jboss.weld.xml.disableValidating", "true");
    HelidonContainer.instance();
    ServiceBeans.beginning(connected(), listener);
    return new ConnectBackend(CDI.current().select(ConnectCalls.class).get());
  }

  /** The settings, with the stand-in as the Connect server in demo mode. */
  private Settings connected() {
    if (demo == null) {
      return settings;
    }
    ConnectStandIn running = demo.join();
    return settings.withConnect(running.uri(), running.adminToken());
  }

  @Override
  public void close() {
    audit.close();
    if (demo != null) {
      var _ = demo.thenAccept(ConnectStandIn::close);
    }
  }
}
