package io.mcp1password;

import io.mcp1password.config.Listener;

/** The question whether a service that is running answers, as the command line asks it. */
@FunctionalInterface
interface HealthCheck {

  /**
   * Asks once.
   *
   * @param listener where the service listens; a wildcard stands for loopback
   * @return the process's exit code
   */
  int run(Listener listener);
}
