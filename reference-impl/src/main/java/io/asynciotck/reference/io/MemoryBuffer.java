package io.asynciotck.reference.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.MemoryView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Objects;

/** A buffer outside of the heap, so that the system reads into it and writes from it directly. */
public final class MemoryBuffer implements MemoryView {
  private final ByteBuffer memory;

  /** How many bytes an item has. */
  private final int itemSize;

  /** A buffer of this many bytes, all of them 0. */
  public MemoryBuffer(int length) {
    this(ByteBuffer.allocateDirect(length), 1);
  }

  private MemoryBuffer(ByteBuffer memory, int itemSize) {
    this.memory = memory.order(ByteOrder.nativeOrder());
    this.itemSize = itemSize;
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

  /** Some items of a buffer, which must be one of this implementation, with the same bytes. */
  static MemoryBuffer partOf(Buffer buffer, int start, int stop) {
    MemoryBuffer whole = own(buffer);
    int size = whole.itemSize;
    return new MemoryBuffer(whole.memory.slice(start * size, (stop - start) * size), size);
  }

  /** The memory of a buffer, which must be one of this implementation. */
  static ByteBuffer memoryOf(Buffer buffer) {
    return own(buffer).memory.duplicate();
  }

  private static MemoryBuffer own(Buffer buffer) {
    if (Objects.requireNonNull(buffer, "buffer") instanceof MemoryBuffer own) {
      return own;
    }
    throw new IllegalArgumentException("Not a buffer of this implementation: " + buffer);
  }

  @Override
  public int length() {
    return memory.capacity() / itemSize;
  }

  @Override
  public void set(int index, int value) {
    int place = index * itemSize;
    switch (itemSize) {
      case 1 -> memory.put(place, (byte) value);
      case 2 -> memory.putShort(place, (short) value);
      case 4 -> memory.putInt(place, value);
      default -> memory.putLong(place, value);
    }
  }

  @Override
  public MemoryView cast(String format) {
    int size =
        switch (format) {
          case "B" -> 1;
          case "H" -> 2;
          case "I" -> 4;
          case "Q" -> 8;
          default -> throw new IllegalArgumentException("Items are B, H, I or Q, not " + format);
        };
    if (memory.capacity() % size != 0) {
      throw new IllegalArgumentException(
          "%d bytes are no items of %d".formatted(memory.capacity(), size));
    }
    return new MemoryBuffer(memory, size);
  }

  @Override
  public String decode(String encoding) {
    return Charset.forName(encoding).decode(memory.duplicate()).toString();
  }
}
