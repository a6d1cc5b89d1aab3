package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of datagrams, as a protocol uses it.
 *
 * <p>Python: {@code asyncio.DatagramTransport}. Source: asyncio-protocol, Datagram Transports.
 */
@OfClass(ConformanceClass.DATAGRAMS)
public interface DatagramTransport extends BaseTransport {

  /**
   * Sends a datagram to the address that was given when the endpoint was made.
   *
   * @param data what is in it
   */
  void sendto(byte[] data);

  /**
   * Sends a datagram.
   *
   * @param data what is in it
   * @param addr the address; null for the one that was given when the endpoint was made
   * @throws IllegalArgumentException if another address was given there
   */
  void sendto(byte[] data, @Nullable Address addr);

  /**
   * Sends a datagram to a Unix socket.
   *
   * @param data what is in it
   * @param path the name of the socket
   * @throws IllegalArgumentException if another address was given when the endpoint was made
   * @throws UnsupportedOperationException if Unix sockets send no datagrams here
   */
  default void sendto(byte[] data, String path) {
    throw new UnsupportedOperationException("datagrams of Unix sockets");
  }

  /** Closes the endpoint at once. What was not sent is lost. */
  void abort();
}
