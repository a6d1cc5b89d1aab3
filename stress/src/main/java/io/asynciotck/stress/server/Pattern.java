package io.asynciotck.stress.server;

/** Bytes that show if some of them are lost, doubled or out of order. */
public final class Pattern {
  /** A prime just below 256, so that no power of two is a multiple of the period. */
  private static final int PERIOD = 251;

  private Pattern() {}

  /** The byte at a place. */
  public static byte at(long place) {
    return (byte) (place % PERIOD);
  }

  /** The first bytes. */
  public static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int place = 0; place < size; place++) {
      bytes[place] = at(place);
    }
    return bytes;
  }
}
