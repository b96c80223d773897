package io.mcp1password.runner.redaction;

/** Takes back the escapes of JSON's strings; what is none stays as it is. */
record JsonUnescaping(Held held, Stage next) implements Stage {

  private static final int NUMBERED_LENGTH = 6;
  private static final int NONE = -1;

  JsonUnescaping(Stage next) {
    this(new Held(), next);
  }

  @Override
  public void accept(int unit, long from, long to) {
    switch (held.count()) {
      case 0 -> begin(unit, from, to);
      case 1 -> follow(unit, from, to);
      default -> number(unit, from, to);
    }
  }

  private void begin(int unit, long from, long to) {
    if (unit == '\\') {
      held.add(unit, from, to);
    } else {
      next.accept(unit, from, to);
    }
  }

  private void follow(int unit, long from, long to) {
    int meant = meaning(unit);
    if (unit == 'u') {
      held.add(unit, from, to);
    } else if (meant != NONE) {
      held.replace(meant, to, next);
    } else {
      held.release(next);
      next.accept(unit, from, to);
    }
  }

  private void number(int unit, long from, long to) {
    if (!Held.isHexDigit(unit)) {
      held.release(next);
      begin(unit, from, to);
      return;
    }
    held.add(unit, from, to);
    if (held.count() == NUMBERED_LENGTH) {
      held.replace(held.hex(2), to, next);
    }
  }

  private static int meaning(int unit) {
    return switch (unit) {
      case '"', '\\', '/' -> unit;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> NONE;
    };
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
