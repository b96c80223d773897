package io.mcp1password.config;

/**
 * How a setting's text becomes a value.
 *
 * @param label what stands for the value in the help, for example {@code port}
 * @param allowed which values there are, in words; empty when the label says it all
 * @param echoed whether a bad value may be repeated in a message; not for what may hold a secret
 */
record ValueType<T>(String label, String allowed, boolean echoed, Parser<T> parser) {

  /** The conversion itself. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws BadValue;
  }

  T parse(String text) throws BadValue {
    return parser.parse(text);
  }

  /** How the value is named in a message about it. */
  String shown(String text) {
    boolean printable = text.chars().allMatch(each -> each >= ' ' && each != 0x7f);
    boolean maySay = echoed && printable && text.length() <= 100 && !TokenShape.isToken(text);
    return maySay ? text : "the value";
  }
}
