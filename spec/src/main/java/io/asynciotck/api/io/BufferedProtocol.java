package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/**
 * A protocol that says where the bytes are to be put which come.
 *
 * <p>Python: {@code asyncio.BufferedProtocol}. Source: asyncio-protocol, Buffered Streaming
 * Protocols.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface BufferedProtocol extends BaseProtocol {

  /**
   * The connection is there. Called once, first.
   *
   * @param transport the transport of the connection
   */
  default void connectionMade(Transport transport) {}

  /**
   * Some bytes can be received.
   *
   * @param sizehint how large the buffer should be; -1: as large as the protocol likes
   * @return where to put them; not of size 0
   */
  Buffer getBuffer(int sizehint);

  /**
   * Some bytes were put into the buffer that {@link #getBuffer} returned last.
   *
   * @param nbytes how many, from its beginning
   */
  void bufferUpdated(int nbytes);

  /**
   * The other side will send no more.
   *
   * @return whether the transport stays open; else it closes itself
   */
  default boolean eofReceived() {
    return false;
  }
}
