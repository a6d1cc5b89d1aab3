package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/** Makes the protocol of a connection. */
@FunctionalInterface
@OfClass(ConformanceClass.TRANSPORTS)
public interface ProtocolFactory {
  /**
   * Makes the protocol.
   *
   * @return a {@link Protocol}, a {@link BufferedProtocol}, a {@link DatagramProtocol} or a {@link
   *     PipeProtocol}
   */
  BaseProtocol newProtocol();
}
