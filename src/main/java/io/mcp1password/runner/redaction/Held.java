package io.mcp1password.runner.redaction;

/** The few units that a stage holds back until it knows what they mean. */
final class Held {

  /** The longest is one of JSON's escapes, with four digits. */
  private static final int CAPACITY = 6;

  private final int[] units = new int[CAPACITY];
  private final long[] from = new long[CAPACITY];
  private final long[] to = new long[CAPACITY];
  private int count;

  void add(int unit, long unitFrom, long unitTo) {
    units[count] = unit;
    from[count] = unitFrom;
    to[count] = unitTo;
    count++;
  }

  int count() {
    return count;
  }

  int unit(int index) {
    return units[index];
  }

  long from() {
    return count == 0 ? Stage.NOTHING : from[0];
  }

  /** The number that the units from here on write in hexadecimal digits. */
  int hex(int first) {
    int number = 0;
    for (int i = first; i < count; i++) {
      number = number * 16 + Character.digit(units[i], 16);
    }
    return number;
  }

  /** Passes on one unit for all that is held. */
  void replace(int unit, long unitTo, Stage next) {
    long unitFrom = from[0];
    count = 0;
    next.accept(unit, unitFrom, unitTo);
  }

  /** Passes the units on as they are. */
  void release(Stage next) {
    int released = count;
    count = 0;
    for (int i = 0; i < released; i++) {
      next.accept(units[i], from[i], to[i]);
    }
  }

  static boolean isHexDigit(int unit) {
    return unit < 128 && Character.digit(unit, 16) >= 0;
  }
}
