package io.asynciotck.reference.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Transport;
import org.jspecify.annotations.Nullable;

/** A protocol with buffers that passes everything on, or not quite. */
public class BufferedRelay implements BufferedProtocol {
  final BufferedProtocol protocol;

  BufferedRelay(BufferedProtocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public void connectionMade(Transport transport) {
    protocol.connectionMade(transport);
  }

  @Override
  public Buffer getBuffer(int sizehint) {
    return protocol.getBuffer(sizehint);
  }

  @Override
  public void bufferUpdated(int nbytes) {
    protocol.bufferUpdated(nbytes);
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
