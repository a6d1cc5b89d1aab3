package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.BufferedProtocol;

/** Base of rule tests with protocols that say where bytes are to be put. */
abstract class ProtocolRuleTest extends TransportRuleTest {

  /** A protocol with one buffer. It keeps what it has received. */
  class Buffered implements BufferedProtocol {
    final Buffer buffer;
    final StringBuilder received = new StringBuilder();

    Buffered(int size) {
      this.buffer = bench.buffer(size);
    }

    @Override
    public Buffer getBuffer(int sizehint) {
      return buffer;
    }

    @Override
    public void bufferUpdated(int nbytes) {
      received.append(buffer.decode("iso-8859-1"), 0, nbytes);
    }
  }
}
