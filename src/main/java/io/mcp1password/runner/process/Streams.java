package io.mcp1password.runner.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.mcp1password.model.Secret;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Feeds a child's input and reads both its outputs, in one thread, as each is ready. */
final class Streams implements AutoCloseable {

  private static final long ENTRY_SIZE = 8;
  private static final long EVENTS_AT = 4;
  private static final long RESULT_AT = 6;
  private static final short READABLE = 1;
  private static final short WRITABLE = 4;
  private static final int NO_DESCRIPTOR = -1;
  private static final int CHUNK = 16 * 1024;

  /** What a pipe that is writable takes without blocking, on every system. */
  private static final int WRITTEN_AT_ONCE = 512;

  private static final int INTERRUPTED = 4;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment entries = arena.allocate(3 * ENTRY_SIZE, 8);
  private final MemorySegment buffer = arena.allocate(CHUNK);
  private final MemorySegment state = SystemCalls.state(arena);
  private final SystemCalls calls;
  private final Pipes pipes;
  private final ChildOutput output;
  private final byte[] input;
  private int written;

  Streams(SystemCalls calls, Pipes pipes, ChildOutput output, @Nullable Secret input) {
    this.calls = calls;
    this.pipes = pipes;
    this.output = output;
    this.input = input == null ? new byte[0] : input.reveal().getBytes(StandardCharsets.UTF_8);
    closeInputAtItsEnd();
  }

  /** Whether more output may come. */
  boolean anyOpen() {
    return pipes.output().isReadable() || pipes.errors().isReadable();
  }

  /** Moves what is ready, after waiting for something to be ready as long as is given. */
  void move(int milliseconds) {
    Pipe in = pipes.input();
    set(0, in == null ? NO_DESCRIPTOR : in.writeEnd(), WRITABLE);
    set(1, pipes.output().readEnd(), READABLE);
    set(2, pipes.errors().readEnd(), READABLE);
    if (calls.poll(state, entries, 3, milliseconds) <= 0) {
      return;
    }
    if (in != null && isReady(0)) {
      feed(in);
    }
    if (isReady(1)) {
      read(pipes.output(), output.standard());
    }
    if (isReady(2)) {
      read(pipes.errors(), output.errors());
    }
  }

  private void set(int entry, int descriptor, short events) {
    entries.set(JAVA_INT, entry * ENTRY_SIZE, descriptor);
    entries.set(JAVA_SHORT, entry * ENTRY_SIZE + EVENTS_AT, events);
    entries.set(JAVA_SHORT, entry * ENTRY_SIZE + RESULT_AT, (short) 0);
  }

  private boolean isReady(int entry) {
    return entries.get(JAVA_SHORT, entry * ENTRY_SIZE + RESULT_AT) != 0;
  }

  private void feed(Pipe pipe) {
    int length = Math.min(WRITTEN_AT_ONCE, input.length - written);
    MemorySegment part = buffer.asSlice(0, length);
    MemorySegment.copy(input, written, part, JAVA_BYTE, 0, length);
    long done = calls.write(state, pipe.writeEnd(), part);
    part.fill((byte) 0);
    if (done > 0) {
      written += (int) done;
      closeInputAtItsEnd();
    } else if (SystemCalls.errno(state) != INTERRUPTED) {
      pipe.closeWriteEnd();
    }
  }

  private void closeInputAtItsEnd() {
    Pipe pipe = pipes.input();
    if (pipe != null && written == input.length) {
      pipe.closeWriteEnd();
    }
  }

  private void read(Pipe pipe, KeptOutput kept) {
    long length = calls.read(state, pipe.readEnd(), buffer);
    if (length > 0) {
      kept.take(buffer.asSlice(0, length).toArray(JAVA_BYTE));
    } else if (length == 0 || SystemCalls.errno(state) != INTERRUPTED) {
      pipe.closeReadEnd();
    }
  }

  @Override
  public void close() {
    Arrays.fill(input, (byte) 0);
    buffer.fill((byte) 0);
    arena.close();
  }
}
