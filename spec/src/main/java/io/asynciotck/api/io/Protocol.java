package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/**
 * What a transport tells what happens on its connection.
 *
 * <p>Python: {@code asyncio.Protocol}. Source: asyncio-protocol, Streaming Protocols.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface Protocol extends BaseProtocol {

  /**
   * The connection is there. Called once, first.
   *
   * @param transport the transport of the connection
   */
  default void connectionMade(Transport transport) {}

  /**
   * Some bytes have come.
   *
   * @param data the bytes; not empty
   */
  default void dataReceived(byte[] data) {}

  /**
   * The other side will send no more.
   *
   * @return whether the transport stays open; else it closes itself
   */
  default boolean eofReceived() {
    return false;
  }
}
