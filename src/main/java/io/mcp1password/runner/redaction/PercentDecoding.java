package io.mcp1password.runner.redaction;

/** Takes back percent-encoding, byte by byte; what is not well-formed stays as it is. */
record PercentDecoding(Held held, Stage next) implements Stage {

  private static final int ESCAPE_LENGTH = 3;

  PercentDecoding(Stage next) {
    this(new Held(), next);
  }

  @Override
  public void accept(int unit, long from, long to) {
    if (unit == '%') {
      held.release(next);
      held.add(unit, from, to);
    } else if (held.count() > 0 && Held.isHexDigit(unit)) {
      held.add(unit, from, to);
      if (held.count() == ESCAPE_LENGTH) {
        held.replace(held.hex(1), to, next);
      }
    } else {
      held.release(next);
      next.accept(unit, from, to);
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
