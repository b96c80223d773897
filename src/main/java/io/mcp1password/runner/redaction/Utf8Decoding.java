package io.mcp1password.runner.redaction;

/**
 * Makes UTF-16 units of UTF-8; each byte that is not UTF-8 becomes a unit that no text contains.
 */
record Utf8Decoding(Held held, Stage next) implements Stage {

  /** A lone low surrogate, to which the byte is added. */
  static final int INVALID = 0xDC00;

  private static final int CONTINUATION_BITS = 6;
  private static final int CONTINUATION_MASK = 0x3F;

  Utf8Decoding(Stage next) {
    this(new Held(), next);
  }

  @Override
  public void accept(int unit, long from, long to) {
    if (held.count() > 0 && (unit & 0xC0) == 0x80) {
      held.add(INVALID | unit, from, to);
      if (held.count() == length(held.unit(0) & 0xFF)) {
        passOn(to);
      }
      return;
    }
    held.release(next);
    if (unit < 0x80) {
      next.accept(unit, from, to);
    } else if (unit >= 0xC2 && unit <= 0xF4) {
      held.add(INVALID | unit, from, to);
    } else {
      next.accept(INVALID | unit, from, to);
    }
  }

  private static int length(int leadByte) {
    if (leadByte < 0xE0) {
      return 2;
    }
    return leadByte < 0xF0 ? 3 : 4;
  }

  private void passOn(long to) {
    int codePoint = held.unit(0) & (0xFF >> (held.count() + 1));
    for (int i = 1; i < held.count(); i++) {
      codePoint = (codePoint << CONTINUATION_BITS) | (held.unit(i) & CONTINUATION_MASK);
    }
    if (Character.isBmpCodePoint(codePoint)) {
      held.replace(codePoint, to, next);
    } else if (Character.isValidCodePoint(codePoint)) {
      long from = held.from();
      held.replace(Character.highSurrogate(codePoint), to, next);
      next.accept(Character.lowSurrogate(codePoint), from, to);
    } else {
      held.release(next);
    }
  }

  @Override
  public void finish() {
    held.release(next);
    next.finish();
  }

  @Override
  public long pendingFrom() {
    return Math.min(held.from(), next.pendingFrom());
  }
}
