package io.asynciotck.api.io;

/** Makes the protocol of a connection. */
@FunctionalInterface
public interface ProtocolFactory {
  /** {@return the protocol} */
  Protocol newProtocol();
}
