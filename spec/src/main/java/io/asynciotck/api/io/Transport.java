package io.asynciotck.api.io;

import io.asynciotck.api.Keyword;
import java.util.List;

/**
 * A connection, as a protocol uses it.
 *
 * <p>Python: {@code asyncio.Transport}. Source: asyncio-protocol.
 */
public interface Transport {

  /**
   * Sends bytes, at once or later.
   *
   * @param data the bytes
   */
  void write(byte[] data);

  /**
   * Sends several pieces of bytes, one after the other.
   *
   * @param listOfData the pieces
   */
  void writelines(List<byte[]> listOfData);

  /** Tells the other side, after all that was written, that there will be no more. */
  void writeEof();

  /**
   * Whether {@link #writeEof} is possible.
   *
   * @return whether it is
   */
  boolean canWriteEof();

  /** Closes the connection when all that was written is sent. Nothing more is received. */
  void close();

  /** Closes the connection at once. What was not sent is lost. */
  void abort();

  /**
   * Whether the transport is closing or closed.
   *
   * @return whether it is
   */
  boolean isClosing();

  /** Receives nothing until {@link #resumeReading}. */
  void pauseReading();

  /** Receives again. */
  void resumeReading();

  /**
   * Sets how much may wait to be sent before the protocol is paused.
   *
   * @param high above this it is paused
   * @param low at this and below it is resumed
   * @throws IllegalArgumentException unless {@code high >= low >= 0}
   */
  void setWriteBufferLimits(@Keyword int high, @Keyword int low);

  /**
   * How many bytes wait to be sent.
   *
   * @return how many
   */
  int getWriteBufferSize();
}
