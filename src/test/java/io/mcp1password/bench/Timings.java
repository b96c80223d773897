package io.mcp1password.bench;

import java.util.stream.DoubleStream;

/** Times in milliseconds. */
final class Timings {

  private Timings() {}

  /** What is timed. */
  interface Timed {

    /** Does it once and returns the milliseconds that it took. */
    double run() throws Exception;
  }

  /** The times of so many runs, one after another. */
  static double[] runs(int count, Timed timed) throws Exception {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = timed.run();
    }
    return times;
  }

  static double median(double... times) {
    double[] sorted = DoubleStream.of(times).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** The time since {@link System#nanoTime()} was this. */
  static double millisSince(long began) {
    return (System.nanoTime() - began) / 1e6;
  }
}
