package io.mcp1password.runner.redaction;

/**
 * One step of a view: takes units (bytes at first, UTF-16 units later), each with the bytes of the
 * stream that it came from, and passes on what it makes of them.
 */
sealed interface Stage permits PercentDecoding, Utf8Decoding, JsonUnescaping, Unwrapping, Matching {

  /** What {@link #pendingFrom()} says when nothing is pending. */
  long NOTHING = Long.MAX_VALUE;

  /** Takes a unit that came from the bytes from one position up to another, exclusive. */
  void accept(int unit, long from, long to);

  /** Passes on what was held back, as there is no more to come. */
  void finish();

  /** The first byte that may still become part of a match. */
  long pendingFrom();
}
