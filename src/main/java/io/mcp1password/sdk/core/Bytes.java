package io.mcp1password.sdk.core;

import com.dylibso.chicory.runtime.Memory;

/**
 * A {@code Uint8Array}: a view of bytes, either of an own array or of the core's memory.
 *
 * @param store where the bytes are
 * @param offset the first byte's place in the store
 * @param length in bytes
 */
record Bytes(Store store, int offset, int length) {

  /** Where bytes are. */
  sealed interface Store {
    byte[] read(int offset, int length);

    void write(int offset, byte[] bytes);
  }

  /** An array of its own. */
  static final class Own implements Store {
    private final byte[] bytes;

    private Own(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public byte[] read(int offset, int length) {
      byte[] copy = new byte[length];
      System.arraycopy(bytes, offset, copy, 0, length);
      return copy;
    }

    @Override
    public void write(int offset, byte[] source) {
      System.arraycopy(source, 0, bytes, offset, source.length);
    }
  }

  /** The core's memory. */
  record OfMemory(Memory memory) implements Store {
    @Override
    public byte[] read(int offset, int length) {
      return memory.readBytes(offset, length);
    }

    @Override
    public void write(int offset, byte[] source) {
      memory.write(offset, source);
    }
  }

  Bytes {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("a view outside of its bytes");
    }
  }

  /** A view of an array, which is not copied. */
  static Bytes of(byte[] bytes) {
    return new Bytes(new Own(bytes), 0, bytes.length);
  }

  /** A copy of the bytes. */
  byte[] copy() {
    return store.read(offset, length);
  }

  /** Writes bytes into the view, from this place of it on. */
  void set(byte[] source, int at) {
    if (at < 0 || source.length > length - at) {
      throw new IllegalArgumentException("more bytes than the view has");
    }
    store.write(offset + at, source);
  }

  /** A view of a part of the view. */
  Bytes slice(int begin, int end) {
    int from = Math.min(begin, length);
    return new Bytes(store, offset + from, Math.max(0, Math.min(end, length) - from));
  }
}
