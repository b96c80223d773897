package io.mcp1password;

import io.mcp1password.config.AuthMode;
import io.mcp1password.sdk.CoreException;
import java.util.Optional;

/** The 1Password cores of this build. */
final class Cores {

  private Cores() {}

  /** What is missing for a mode, and how to get it; empty when nothing is. */
  static Optional<String> missing(AuthMode mode) {
    return SdkBackends.serve(mode)
        ? Optional.of(
            mode.flagValue()
                + " needs the 1Password core, which is not in this build; use connect, or demo to"
                + " try the product")
        : Optional.empty();
  }

  /** Where they come from. */
  static CoreSource source() {
    return _ -> {
      throw new CoreException(CoreException.UNAVAILABLE, "no core in this build");
    };
  }
}
