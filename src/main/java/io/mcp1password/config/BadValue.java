package io.mcp1password.config;

/**
 * A text that is no value of its setting.
 *
 * <p>The message ends the sentence that begins with the value, for example {@code is not between 0
 * and 65535}; it never repeats the value.
 */
final class BadValue extends Exception {

  private static final long serialVersionUID = 1;

  BadValue(String message) {
    super(message);
  }

  /** The end of the sentence that begins with the value. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
