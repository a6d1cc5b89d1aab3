package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What a transport of datagrams tells what happens.
 *
 * <p>Python: {@code asyncio.DatagramProtocol}. Source: asyncio-protocol, Datagram Protocols.
 */
@OfClass(ConformanceClass.DATAGRAMS)
public interface DatagramProtocol extends BaseProtocol {

  /**
   * The endpoint is there. Called once, first.
   *
   * @param transport the transport of the endpoint
   */
  default void connectionMade(DatagramTransport transport) {}

  /**
   * A datagram has come.
   *
   * @param data what is in it
   * @param addr the address of the sender: of a host a list that begins with host and port
   */
  default void datagramReceived(byte[] data, @Nullable Object addr) {}

  /**
   * A datagram could not be sent, or none received.
   *
   * @param exc why
   */
  default void errorReceived(Throwable exc) {}
}
