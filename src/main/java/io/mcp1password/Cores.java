package io.mcp1password;

import io.mcp1password.config.AuthMode;
import io.mcp1password.config.BackendSettings;
import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.core.CoreModule;
import io.mcp1password.sdk.core.DesktopCore;
import io.mcp1password.sdk.core.WasmCore;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The 1Password cores of this build. */
final class Cores {

  /** How long one of the core's own requests may take; a call may make several. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

  private Cores() {}

  /** What is missing for a mode, and how to get it; empty when nothing is. */
  static Optional<String> missing(AuthMode mode) {
    return mode == AuthMode.SERVICE_ACCOUNT && CoreModule.version().isEmpty()
        ? Optional.of(
            mode.flagValue()
                + " needs the 1Password core, which is not in this build; build it on a machine"
                + " with npm, or use connect, or demo to try the product")
        : Optional.empty();
  }

  /** See {@link CoreSource#open}. */
  static Core open(BackendSettings settings) {
    return settings.authMode() == AuthMode.DESKTOP
        ? DesktopCore.open(Objects.requireNonNull(settings.account()))
        : WasmCore.open(REQUEST_TIMEOUT);
  }
}
