package io.mcp1password;

import io.mcp1password.config.Settings;
import java.util.List;

/** The service itself, as the command line starts it. */
@FunctionalInterface
interface Service {

  /**
   * Serves until it is told to stop.
   *
   * @param warnings what the operator should know about the settings, one line each
   * @return the process's exit code
   */
  int run(Settings settings, List<String> warnings);
}
