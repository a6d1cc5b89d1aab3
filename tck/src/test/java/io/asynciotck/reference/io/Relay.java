package io.asynciotck.reference.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import org.jspecify.annotations.Nullable;

/** A protocol that passes everything on, or not quite. */
public class Relay implements Protocol {
  final Protocol protocol;

  Relay(Protocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public void connectionMade(Transport transport) {
    protocol.connectionMade(transport);
  }

  @Override
  public void dataReceived(byte[] data) {
    protocol.dataReceived(data);
  }

  @Override
  public boolean eofReceived() {
    return protocol.eofReceived();
  }

  @Override
  public void connectionLost(@Nullable Throwable exc) {
    protocol.connectionLost(exc);
  }

  @Override
  public void pauseWriting() {
    protocol.pauseWriting();
  }

  @Override
  public void resumeWriting() {
    protocol.resumeWriting();
  }
}
