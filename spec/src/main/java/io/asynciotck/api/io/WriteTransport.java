package io.asynciotck.api.io;

import io.asynciotck.api.Keyword;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What transports have on which a protocol sends.
 *
 * <p>Python: {@code asyncio.WriteTransport}. Source: asyncio-protocol, Write-only Transports.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface WriteTransport extends BaseTransport {

  /**
   * Sends bytes, at once or later.
   *
   * @param data the bytes
   */
  void write(byte[] data);

  /**
   * Sends bytes, at once or later. Until they are sent they must not be changed.
   *
   * @param data the bytes
   */
  void write(Buffer data);

  /**
   * Sends several pieces of bytes, one after the other.
   *
   * @param listOfData the pieces
   */
  void writelines(List<byte[]> listOfData);

  /**
   * As {@link #writelines(List)}, with pieces that can be gone through only once.
   *
   * @param pieces the pieces
   */
  default void writelines(Iterator<byte[]> pieces) {
    List<byte[]> all = new ArrayList<>();
    pieces.forEachRemaining(all::add);
    writelines(all);
  }

  /** Tells the other side, after all that was written, that there will be no more. */
  void writeEof();

  /**
   * Whether {@link #writeEof} is possible.
   *
   * @return whether it is
   */
  boolean canWriteEof();

  /** Closes the connection at once. What was not sent is lost. */
  void abort();

  /**
   * Sets how much may wait to be sent before the protocol is paused.
   *
   * @param high above this it is paused; null for one that fits
   * @param low at this and below it is resumed; null for one that fits
   * @throws IllegalArgumentException unless {@code high >= low >= 0}
   */
  void setWriteBufferLimits(@Keyword @Nullable Integer high, @Keyword @Nullable Integer low);

  /**
   * How much may wait to be sent.
   *
   * @return the low limit and the high one
   */
  List<Integer> getWriteBufferLimits();

  /**
   * How many bytes wait to be sent.
   *
   * @return how many
   */
  int getWriteBufferSize();
}
