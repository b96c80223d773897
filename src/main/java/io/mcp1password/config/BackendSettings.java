package io.mcp1password.config;

import io.mcp1password.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which backend is used, and how it is reached.
 *
 * @param account the 1Password account's name, for the desktop app
 * @param serviceAccountLimits the requests that are made as a service account at most
 * @param connectTimeout the bound on one call to Connect
 * @param allowedVaults ids or titles of the only vaults to be visible; empty: all of them
 */
public record BackendSettings(
    AuthMode authMode,
    @Nullable String account,
    @Nullable Secret serviceAccountToken,
    HourlyLimits serviceAccountLimits,
    URI connectHost,
    boolean connectAllowRemote,
    @Nullable Secret connectToken,
    Duration connectTimeout,
    Set<String> allowedVaults) {

  public BackendSettings {
    allowedVaults = Set.copyOf(allowedVaults);
  }

  /** The same, with another Connect server. */
  BackendSettings withConnect(URI host, Secret token) {
    return new BackendSettings(
        authMode,
        account,
        serviceAccountToken,
        serviceAccountLimits,
        host,
        connectAllowRemote,
        token,
        connectTimeout,
        allowedVaults);
  }
}
