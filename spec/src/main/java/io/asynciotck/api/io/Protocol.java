package io.asynciotck.api.io;

import org.jspecify.annotations.Nullable;

/**
 * What a transport tells what happens on its connection. Users implement it; each method is called
 * by the loop.
 *
 * <p>Python: {@code asyncio.Protocol}. Source: asyncio-protocol.
 */
public interface Protocol {

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

  /**
   * The connection is gone. Called once, last.
   *
   * @param exc why, or null if it was closed as it should be
   */
  default void connectionLost(@Nullable Throwable exc) {}

  /** So much waits to be sent that no more should be written. */
  default void pauseWriting() {}

  /** So little waits to be sent that more may be written. */
  default void resumeWriting() {}
}
