package io.mcp1password;

import io.mcp1password.config.StandInSettings;

/** The Connect stand-in running alone, as the command line starts it. */
@FunctionalInterface
interface StandIn {

  /**
   * Serves until it is told to stop.
   *
   * @return the process's exit code
   */
  int run(StandInSettings settings);
}
