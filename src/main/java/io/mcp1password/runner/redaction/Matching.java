package io.mcp1password.runner.redaction;

/** The end of a view: follows the automaton and marks the bytes of each match. */
final class Matching implements Stage {

  private final Automaton automaton;
  private final Marks marks;
  private final int shortest;

  /** Where the last units began: as many as the longest pattern has, by their number. */
  private final long[] starts;

  private long count;
  private int state = Automaton.ROOT;
  private long steps;

  /** Marks only what is at least so many units long. */
  Matching(Automaton automaton, Marks marks, int shortest) {
    this.automaton = automaton;
    this.marks = marks;
    this.shortest = shortest;
    this.starts = new long[Math.max(1, automaton.deepest())];
  }

  @Override
  public void accept(int unit, long from, long to) {
    starts[(int) (count % starts.length)] = from;
    count++;
    char folded = Automaton.fold((char) unit);
    int child = automaton.child(state, folded);
    steps++;
    while (child == Automaton.ROOT && state != Automaton.ROOT) {
      state = automaton.fallback(state);
      child = automaton.child(state, folded);
      steps++;
    }
    state = child;
    int matched = automaton.matched(state);
    if (matched >= shortest) {
      marks.add(start(matched), to);
    }
  }

  private long start(int unitsBack) {
    return starts[(int) ((count - unitsBack) % starts.length)];
  }

  @Override
  public void finish() {
    state = Automaton.ROOT;
  }

  @Override
  public long pendingFrom() {
    return state == Automaton.ROOT ? NOTHING : start(automaton.depth(state));
  }

  /** How often the automaton was asked so far: a measure of the work done. */
  long steps() {
    return steps;
  }
}
