package io.asynciotck.api.io;

/**
 * A view of the bytes that another buffer has, as items of one or of several bytes each. May be
 * used in any thread.
 *
 * <p>Python: {@code memoryview}. Its {@link #length} is the number of its items.
 */
public interface MemoryView extends Buffer {

  /**
   * Makes a view of the same bytes, with items of another size.
   *
   * @param format what an item is, as Python's {@code struct} names it: {@code B} for one byte,
   *     {@code H}, {@code I} and {@code Q} for two, four and eight, in the order of the machine
   * @return the view
   */
  default MemoryView cast(String format) {
    throw new UnsupportedOperationException("a view of larger items");
  }
}
