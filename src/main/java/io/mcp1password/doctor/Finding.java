package io.mcp1password.doctor;

import java.util.Locale;

/**
 * One thing that a check found.
 *
 * @param text what is so
 * @param advice what to do about it; empty when all is well
 */
record Finding(State state, String text, String advice) {

  /** How good or bad it is. */
  enum State {
    OK,
    /** The service works, but not all of it, or not for long. */
    WARN,
    /** The service does not start or is of no use. */
    FAIL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String text) {
    return new Finding(State.OK, text, "");
  }

  static Finding warn(String text, String advice) {
    return new Finding(State.WARN, text, advice);
  }

  static Finding fail(String text, String advice) {
    return new Finding(State.FAIL, text, advice);
  }
}
