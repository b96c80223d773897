package io.mcp1password;

/** The checks of the service's surroundings, as the command line starts them. */
@FunctionalInterface
interface Doctor {

  /**
   * Makes the checks and prints what they found.
   *
   * @param given the settings to check
   * @param json whether to print JSON in place of lines
   * @return the process's exit code: 0 when nothing failed
   */
  int run(GivenSettings given, boolean json);
}
