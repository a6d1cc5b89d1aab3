package io.asynciotck.tck.repro;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Bytes as a Python expression that a reader can take in: what repeats stands there once. */
final class BytesLiteral {

  /** So many bytes are written one by one, whatever they are. */
  private static final int SHORT = 60;

  /** Bytes that repeat after more than this many are written one by one. */
  private static final int LONGEST_PERIOD = 256;

  private BytesLiteral() {}

  /** A literal of bytes; many times the same bytes are these, and how often. */
  static String of(byte[] bytes) {
    int period = bytes.length > SHORT ? period(bytes) : bytes.length;
    if (period < bytes.length) {
      String once = once(Arrays.copyOf(bytes, period));
      return bytes.length % period == 0
          ? once + " * " + bytes.length / period
          : "(" + once + " * " + (bytes.length / period + 1) + ")[:" + bytes.length + "]";
    }
    int start = startOfRun(bytes);
    return bytes.length - start > SHORT
        ? literal(Arrays.copyOf(bytes, start))
            + " + "
            + literal(Arrays.copyOfRange(bytes, start, start + 1))
            + " * "
            + (bytes.length - start)
        : literal(bytes);
  }

  /** Where the bytes begin that are all like the last one. */
  private static int startOfRun(byte[] bytes) {
    int start = bytes.length;
    while (start > 0 && bytes[start - 1] == bytes[bytes.length - 1]) {
      start--;
    }
    return start;
  }

  /** After how many bytes they repeat; their number if they do not. */
  private static int period(byte[] bytes) {
    return IntStream.rangeClosed(1, Math.min(LONGEST_PERIOD, bytes.length - 1))
        .filter(period ->
            Arrays.mismatch(bytes, period, bytes.length, bytes, 0, bytes.length - period) < 0)
        .findFirst()
        .orElse(bytes.length);
  }

  private static String once(byte[] bytes) {
    boolean counts =
        bytes.length == LONGEST_PERIOD
            && IntStream.range(0, bytes.length).allMatch(i -> bytes[i] == (byte) i);
    return counts ? "bytes(range(256))" : literal(bytes);
  }

  private static String literal(byte[] bytes) {
    StringBuilder text = new StringBuilder("b\"");
    for (byte one : bytes) {
      boolean plain = one >= ' ' && one <= '~' && one != '"' && one != '\\';
      text.append(plain ? String.valueOf((char) one) : "\\x%02x".formatted(one & 0xff));
    }
    return text.append('"').toString();
  }
}
