package io.asynciotck.reference.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.MemoryView;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Objects;

/** A buffer outside of the heap, so that the system reads into it and writes from it directly. */
public final class MemoryBuffer implements MemoryView {
  private final ByteBuffer memory;

  /** A buffer of this many bytes, all of them 0. */
  public MemoryBuffer(int length) {
    this(ByteBuffer.allocateDirect(length));
  }

  private MemoryBuffer(ByteBuffer memory) {
    this.memory = memory;
  }

  /** A buffer with these bytes. */
  MemoryBuffer(byte[] bytes) {
    this(bytes.length);
    memory.put(0, bytes);
  }

  /** A buffer with the bytes of another one, which must be one of this implementation. */
  static MemoryBuffer copyOf(Buffer buffer) {
    ByteBuffer bytes = memoryOf(buffer);
    MemoryBuffer copy = new MemoryBuffer(bytes.remaining());
    copy.memory.put(0, bytes, 0, bytes.remaining());
    return copy;
  }

  /** A part of a buffer, which must be one of this implementation, with the same bytes. */
  static MemoryBuffer partOf(Buffer buffer, int start, int stop) {
    return new MemoryBuffer(memoryOf(buffer).slice(start, stop - start));
  }

  /** The memory of a buffer, which must be one of this implementation. */
  static ByteBuffer memoryOf(Buffer buffer) {
    if (Objects.requireNonNull(buffer, "buffer") instanceof MemoryBuffer own) {
      return own.memory.duplicate();
    }
    throw new IllegalArgumentException("Not a buffer of this implementation: " + buffer);
  }

  @Override
  public int length() {
    return memory.capacity();
  }

  @Override
  public void set(int index, int value) {
    memory.put(index, (byte) value);
  }

  @Override
  public String decode(String encoding) {
    return Charset.forName(encoding).decode(memory.duplicate()).toString();
  }
}
