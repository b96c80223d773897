package io.mcp1password;

import io.mcp1password.config.BackendSettings;
import io.mcp1password.sdk.Core;

/** Where the 1Password core comes from. */
@FunctionalInterface
interface CoreSource {

  /**
   * Opens the core that the settings' mode needs.
   *
   * @throws io.mcp1password.sdk.CoreException of the name {@code CoreUnavailable} when it is not
   *     there
   */
  Core open(BackendSettings settings);
}
