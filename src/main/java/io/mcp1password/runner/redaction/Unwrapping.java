package io.mcp1password.runner.redaction;

/**
 * Leaves out line ends, spaces and tabs. A run of more than {@value #LONGEST_GAP} of them ends
 * every match: without a bound, all of a long gap would have to be held back.
 */
final class Unwrapping implements Stage {

  private static final int LONGEST_GAP = 64;

  private final Stage next;
  private int gap;

  Unwrapping(Stage next) {
    this.next = next;
  }

  @Override
  public void accept(int unit, long from, long to) {
    if (unit != ' ' && unit != '\n' && unit != '\r' && unit != '\t') {
      gap = 0;
      next.accept(unit, from, to);
    } else if (gap <= LONGEST_GAP && ++gap > LONGEST_GAP) {
      next.accept(Utf8Decoding.INVALID, from, to);
    }
  }

  @Override
  public void finish() {
    next.finish();
  }

  @Override
  public long pendingFrom() {
    return next.pendingFrom();
  }
}
