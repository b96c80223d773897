package io.mcp1password;

/** How the process ended, as its caller sees it. */
enum ExitCode {
  OK(0),
  /** Something failed that the operator's settings do not explain. */
  INTERNAL(1),
  /** A flag, an argument or a setting is not valid. */
  USAGE(2);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
