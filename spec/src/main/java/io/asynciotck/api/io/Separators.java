package io.asynciotck.api.io;

import java.util.Arrays;
import java.util.List;

/**
 * Several separators, for {@link StreamReader#readuntil(Separators)}: what Python has as a tuple.
 *
 * @param any the separators
 */
public record Separators(List<byte[]> any) {
  /** Keeps what was given. */
  public Separators {
    any = List.copyOf(any);
  }

  /**
   * Makes separators.
   *
   * @param any the separators
   * @return them all
   */
  public static Separators of(byte[]... any) {
    return new Separators(Arrays.asList(any));
  }
}
