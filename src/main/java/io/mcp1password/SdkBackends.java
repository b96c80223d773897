package io.mcp1password;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.LazyBackend;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.sdk.SdkBackend;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.BackendSettings;
import io.mcp1password.model.ProductVersion;
import io.mcp1password.model.Secret;
import io.mcp1password.sdk.Auth;
import io.mcp1password.sdk.ClientConfig;
import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.CoreException;
import io.mcp1password.sdk.Plaintext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The backends on the official SDK's core, which is loaded while the service answers already. */
final class SdkBackends {

  private static final String INTEGRATION = "mcp-1password";

  /** A person may have to unlock the app first. */
  private static final Duration DESKTOP_TIMEOUT = Duration.ofMinutes(2);

  private static final Duration SERVICE_ACCOUNT_TIMEOUT = Duration.ofSeconds(60);

  private SdkBackends() {}

  /** Whether a mode works by the SDK. */
  static boolean serve(AuthMode mode) {
    return mode == AuthMode.SERVICE_ACCOUNT || mode == AuthMode.DESKTOP;
  }

  /** A backend whose core is being loaded, and which then signs in. */
  static OnePasswordBackend loading(BackendSettings settings, CoreSource cores) {
    var coming = new CompletableFuture<OnePasswordBackend>();
    Thread.ofPlatform()
        .daemon()
        .name("core")
        .start(
            () -> {
              try {
                SdkBackend backend = backend(settings, cores.open(settings));
                coming.complete(backend);
                // Starts to sign in, so that the first call need not wait for it.
                boolean _ = backend.ready();
              } catch (CoreException failure) {
                coming.completeExceptionally(told(failure));
              } catch (RuntimeException | Error failure) {
                coming.completeExceptionally(failure);
              }
            });
    return new LazyBackend(SdkBackend.CAPABILITIES, coming);
  }

  private static SdkBackend backend(BackendSettings settings, Core core) {
    return switch (settings.authMode()) {
      case DESKTOP -> {
        var auth = new Auth.Desktop(Objects.requireNonNull(settings.account()));
        yield SdkBackend.forDesktop(core, config(auth, DESKTOP_TIMEOUT));
      }
      case SERVICE_ACCOUNT -> {
        Secret token = Objects.requireNonNull(settings.serviceAccountToken());
        var auth = new Auth.ServiceAccount(Plaintext.of(token.reveal()));
        yield SdkBackend.forServiceAccount(
            core, config(auth, SERVICE_ACCOUNT_TIMEOUT), settings.serviceAccountLimits());
      }
      case CONNECT, DEMO -> throw new IllegalArgumentException("no mode of the SDK");
    };
  }

  private static ClientConfig config(Auth auth, Duration timeout) {
    return new ClientConfig(auth, INTEGRATION, ProductVersion.current(), timeout);
  }

  private static BackendException told(CoreException failure) {
    return new BackendException(
        BackendException.Kind.UNREACHABLE,
        failure.name().equals(CoreException.UNAVAILABLE)
            ? "The 1Password core is not available: it is not in this build, or the 1Password app"
                + " is not installed. Install it, or use --auth-mode=connect or demo."
            : "The 1Password core could not be started.");
  }
}
