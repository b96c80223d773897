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
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind every transport: the audit log, the demo's stand-in, and the CDI container
 * whose beans guard the calls to Connect.
 */
final class BackendProcess implements AutoCloseable {

  private final Settings settings;
  private final AuditLog audit;
  private final @Nullable ConnectStandIn demo;

  private BackendProcess(Settings settings, AuditLog audit, @Nullable ConnectStandIn demo) {
    this.settings = settings;
    this.audit = audit;
    this.demo = demo;
  }

  /**
   * Opens the audit log and, in demo mode, starts the stand-in.
   *
   * @throws io.mcp1password.audit.AuditException when the audit log cannot be written
   */
  static BackendProcess start(Settings settings) {
    var audit = new FileAuditLog(settings.auditLogPath(), Clock.systemUTC());
    audit.requireWritable();
    if (settings.backend().authMode() != AuthMode.DEMO) {
      return new BackendProcess(settings, audit, null);
    }
    ConnectStandIn demo = ConnectStandIn.builder().build();
    return new BackendProcess(settings.withConnect(demo.uri(), demo.adminToken()), audit, demo);
  }

  /** The settings, with the stand-in as the Connect server in demo mode. */
  Settings settings() {
    return settings;
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
    ServiceBeans.beginning(settings, listener);
    HelidonContainer.instance();
    return new ConnectBackend(CDI.current().select(ConnectCalls.class).get());
  }

  @Override
  public void close() {
    audit.close();
    if (demo != null) {
      demo.close();
    }
  }
}
