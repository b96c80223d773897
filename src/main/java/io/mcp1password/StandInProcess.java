package io.mcp1password;

import io.mcp1password.config.StandInSettings;

/** The Connect stand-in in this process. */
final class StandInProcess implements StandIn {

  @Override
  public int run(StandInSettings settings) {
    throw new IllegalStateException("The stand-in is not part of this build.");
  }
}
