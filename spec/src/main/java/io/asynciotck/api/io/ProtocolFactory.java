package io.asynciotck.api.io;

/** Makes the protocol of a connection. */
@FunctionalInterface
public interface ProtocolFactory {
  /**
   * Makes the protocol.
   *
   * @return a {@link Protocol}, a {@link BufferedProtocol}, a {@link DatagramProtocol} or a {@link
   *     PipeProtocol}
   */
  BaseProtocol newProtocol();
}
