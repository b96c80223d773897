package io.mcp1password;

import io.helidon.microprofile.cdi.HelidonContainer;
import io.mcp1password.audit.AuditException;
import io.mcp1password.audit.AuditLog;
import io.mcp1password.audit.FileAuditLog;
import io.mcp1password.backend.LazyBackend;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.connect.ConnectBackend;
import io.mcp1password.backend.connect.ConnectCalls;
import io.mcp1password.backend.connect.ConnectListener;
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
 *
 * <p>The audit log is opened at once; the rest takes its time and comes with {@link #boot}.
 */
final class BackendProcess implements AutoCloseable {

  private final Settings settings;
  private final AuditLog audit;
  private final @Nullable CompletableFuture<ConnectStandIn> demo;
  private final @Nullable OnePasswordBackend sdk;

  private BackendProcess(Settings settings, AuditLog audit, CoreSource cores) {
    AuthMode mode = settings.backend().authMode();
    this.settings = settings;
    this.audit = audit;
    this.demo =
        mode == AuthMode.DEMO
            ? CompletableFuture.supplyAsync(() -> ConnectStandIn.builder().build())
            : null;
    this.sdk = SdkBackends.serve(mode) ? SdkBackends.loading(settings.backend(), cores) : null;
  }

  /**
   * Opens the audit log and begins to make ready what the mode needs: the stand-in of the demo, or
   * the core of the SDK.
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
    return new BackendProcess(settings, audit, cores);
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
   * A backend that is there at once.
   *
   * @param backend waits for what it needs
   * @param coming the backend that the container guards; null where none is needed
   */
  record Lazy(OnePasswordBackend backend, @Nullable CompletableFuture<OnePasswordBackend> coming) {}

  /** A backend that is there at once; where it needs the container, that has yet to be booted. */
  Lazy lazily() {
    if (sdk != null) {
      return new Lazy(sdk, null);
    }
    var coming = new CompletableFuture<OnePasswordBackend>();
    return new Lazy(new LazyBackend(Set.of(Capability.ITEMS), coming), coming);
  }

  /** Boots the container in the background, where the backend needs it. */
  void boot(Lazy lazy) {
    CompletableFuture<OnePasswordBackend> coming = lazy.coming();
    if (coming != null) {
      Thread.ofPlatform().daemon().name("backend").start(() -> boot(coming));
    }
  }

  private void boot(CompletableFuture<OnePasswordBackend> coming) {
    try {
      coming.complete(boot(ServerConfig.of(settings), ConnectListener.NONE));
    } catch (RuntimeException | Error e) {
      coming.completeExceptionally(e);
    }
  }

  /**
   * Boots the container, which takes about a second, and gives the backend.
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
    return sdk != null ? sdk : new ConnectBackend(CDI.current().select(ConnectCalls.class).get());
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
    if (sdk != null) {
      sdk.close();
    }
    if (demo != null) {
      var _ = demo.thenAccept(ConnectStandIn::close);
    }
  }
}
