package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/**
 * What the transport of one end of a pipe tells what happens there.
 *
 * <p>Python: {@code asyncio.Protocol}. Its {@code connection_made} is given a transport of one
 * direction: a {@link ReadTransport} or a {@link WriteTransport}. Source: asyncio-protocol,
 * Streaming Protocols.
 */
@OfClass(ConformanceClass.PIPES)
public interface PipeProtocol extends BaseProtocol {

  /**
   * The pipe is connected. Called once, first.
   *
   * @param transport the transport of the end
   */
  default void connectionMade(BaseTransport transport) {}

  /**
   * Some bytes have come.
   *
   * @param data the bytes; not empty
   */
  default void dataReceived(byte[] data) {}

  /**
   * Nobody will write any more.
   *
   * @return false: then the transport closes itself
   */
  default boolean eofReceived() {
    return false;
  }
}
