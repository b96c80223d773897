package io.mcp1password.runner.redaction;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Masks what is written; bytes that may be part of a secret wait until that is known. */
final class RedactingStream extends OutputStream {

  private static final byte[] MASK = Redactor.MASK.getBytes(StandardCharsets.US_ASCII);
  private static final int SLICE = 4096;

  private final OutputStream target;
  private final Marks marks = new Marks();
  private final List<Stage> views = new ArrayList<>();
  private final List<Matching> matchings = new ArrayList<>();

  /** Bytes that were not passed on, from {@link #first} on. */
  private byte[] held = new byte[2 * SLICE];

  private int first;
  private int end;

  /** The number of the byte at {@link #first} in the stream. */
  private long position;

  /** Where the last masked range ended: what begins there belongs to the same mask. */
  private long maskedTo = -1;

  private boolean closed;

  RedactingStream(Automaton automaton, OutputStream target) {
    this.target = target;
    for (View view : View.values()) {
      var matching = new Matching(automaton, marks, view.shortestMatch());
      matchings.add(matching);
      views.add(view.before(matching));
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("The stream is closed.");
    }
    for (int done = 0; done < length; done += SLICE) {
      take(bytes, offset + done, Math.min(SLICE, length - done));
    }
  }

  private void take(byte[] bytes, int offset, int length) throws IOException {
    long number = position + (end - first);
    hold(bytes, offset, length);
    for (int i = 0; i < length; i++) {
      for (Stage view : views) {
        view.accept(bytes[offset + i] & 0xFF, number + i, number + i + 1);
      }
    }
    long safe = number + length;
    for (Stage view : views) {
      safe = Math.min(safe, view.pendingFrom());
    }
    passOn(safe);
  }

  private void hold(byte[] bytes, int offset, int length) {
    if (end + length > held.length) {
      int waiting = end - first;
      // Moving at most as much as was passed on since the last time keeps the time linear.
      byte[] room =
          waiting + length > held.length / 2
              ? new byte[Math.max(2 * held.length, waiting + length)]
              : held;
      System.arraycopy(held, first, room, 0, waiting);
      held = room;
      first = 0;
      end = waiting;
    }
    System.arraycopy(bytes, offset, held, end, length);
    end += length;
  }

  /** Passes on all bytes before this one. */
  private void passOn(long safe) throws IOException {
    while (position < safe) {
      Map.Entry<Long, Long> mark = marks.first();
      if (mark == null || mark.getKey() >= safe) {
        copy(safe);
        return;
      }
      copy(mark.getKey());
      if (position != maskedTo) {
        target.write(MASK);
      }
      maskedTo = Math.min(mark.getValue(), safe);
      marks.cutFirst(maskedTo);
      skip(maskedTo);
    }
  }

  private void copy(long to) throws IOException {
    target.write(held, first, Math.toIntExact(to - position));
    skip(to);
  }

  private void skip(long to) {
    first += Math.toIntExact(to - position);
    position = to;
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (target) {
      views.forEach(Stage::finish);
      passOn(position + (end - first));
    } finally {
      Arrays.fill(held, (byte) 0);
    }
  }

  /** How often the automaton was asked so far, in all views. */
  long steps() {
    return matchings.stream().mapToLong(Matching::steps).sum();
  }
}
