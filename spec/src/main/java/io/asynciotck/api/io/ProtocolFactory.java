package io.asynciotck.api.io;

/** Makes the protocol of a connection. */
@FunctionalInterface
public interface ProtocolFactory {
  /**
   * Makes the protocol.
   *
   * @return a {@link Protocol} or a {@link BufferedProtocol}
   */
  BaseProtocol newProtocol();
}
