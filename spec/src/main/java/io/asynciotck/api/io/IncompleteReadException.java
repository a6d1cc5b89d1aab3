package io.asynciotck.api.io;

import org.jspecify.annotations.Nullable;

/**
 * A stream has ended before all was read that was asked for.
 *
 * <p>Python: {@code asyncio.IncompleteReadError}. Source: asyncio-exceptions.
 */
public final class IncompleteReadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final byte[] partial;
  private final @Nullable Integer expected;

  /**
   * Raised with what was read.
   *
   * @param partial what was read before the end
   * @param expected how many bytes were asked for, or null if that is not known
   */
  public IncompleteReadException(byte[] partial, @Nullable Integer expected) {
    super(
        partial.length
            + " bytes were read of "
            + (expected == null ? "an unknown number" : expected));
    this.partial = partial.clone();
    this.expected = expected;
  }

  /** {@return what was read before the end} */
  public byte[] partial() {
    return partial.clone();
  }

  /** {@return how many bytes were asked for; null if that is not known} */
  public @Nullable Integer expected() {
    return expected;
  }
}
