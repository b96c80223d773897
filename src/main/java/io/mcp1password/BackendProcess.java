package io.mcp1password;

import io.helidon.microprofile.cdi.HelidonContainer;
import io.mcp1password.audit.AuditException;
import io.mcp1password.audit.AuditLog;
import io.mcp1password.audit.FileAuditLog;
import io.mcp1password.backend.LazyBackend;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.connect.ConnectBackend;
import io.mcp1password.backend.connect.ConnectCalls;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.Settings;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.model.Capability;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
  private final @Nullable OnePasswordBackend sdk;

  private BackendProcess(
      Settings settings,
      AuditLog audit,
      @Nullable ConnectStandIn demo,
      @Nullable OnePasswordBackend sdk) {
    this.settings = settings;
    this.audit = audit;
    this.demo = demo;
    this.sdk = sdk;
  }

  /**
   * Opens the audit log and, in demo mode, starts the stand-in; where the SDK is used, begins to
   * load its core.
   *
   * @throws io.mcp1password.audit.AuditException when the audit log cannot be written
   */
  static BackendProcess start(Settings settings) {
    return start(settings, Cores::open);
  }

  /** The same, with cores from elsewhere. */
  static BackendProcess start(Settings settings, CoreSource cores) {
    var audit = new FileAuditLog(settings.auditLogPath(), Clock.systemUTC());
    audit.requireWritable();
    if (SdkBackends.serve(settings.backend().authMode())) {
      var sdk = SdkBackends.loading(settings.backend(), cores);
      return new BackendProcess(settings, audit, null, sdk);
    }
    if (settings.backend().authMode() != AuthMode.DEMO) {
      return new BackendProcess(settings, audit, null, null);
    }
    ConnectStandIn demo = ConnectStandIn.builder().build();
    return new BackendProcess(
        settings.withConnect(demo.uri(), demo.adminToken()), audit, demo, null);
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

  /** A backend that is there at once; where it needs the container, that boots meanwhile. */
  OnePasswordBackend lazily() {
    if (sdk != null) {
      return sdk;
    }
    var coming = new CompletableFuture<OnePasswordBackend>();
    Thread.ofPlatform().daemon().name("backend").start(() -> boot(coming));
    return new LazyBackend(Set.of(Capability.ITEMS), coming);
  }

  private void boot(CompletableFuture<OnePasswordBackend> coming) {
    try {
      coming.complete(boot(ServerConfig.of(settings)));
    } catch (RuntimeException | Error e) {
      coming.completeExceptionally(e);
    }
  }

  /** Boots the container, which takes about a second, and gives the backend. */
  OnePasswordBackend boot(Config config) {
    var loader = BackendProcess.class.getClassLoader();
    ConfigProviderResolver.instance().registerConfig(config, loader);
    ServiceBeans.settings(settings);
    HelidonContainer.instance();
    return sdk != null ? sdk : new ConnectBackend(CDI.current().select(ConnectCalls.class).get());
  }

  @Override
  public void close() {
    audit.close();
    if (sdk != null) {
      sdk.close();
    }
    if (demo != null) {
      demo.close();
    }
  }
}
