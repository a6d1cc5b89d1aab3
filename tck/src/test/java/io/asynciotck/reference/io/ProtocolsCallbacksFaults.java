package io.asynciotck.reference.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults where a protocol with buffers ends its transport while it is called. */
final class ProtocolsCallbacksFaults {

  private ProtocolsCallbacksFaults() {}

  /** Tells once more of an end that a method of the protocol has brought about. */
  abstract static class TellsTwice extends BufferedRelay {
    final EndInCallback ended = new EndInCallback();

    TellsTwice(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      ended.made(transport);
      super.connectionMade(transport);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(exc);
      ended.again(() -> super.connectionLost(exc));
    }
  }

  @Fault(
      what = "A connection that is ended in get_buffer is lost twice.",
      breaks = "buffered-protocol.connection-lost.in-callback")
  static final class TwiceWhenAsked extends TellsTwice {
    TwiceWhenAsked(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public Buffer getBuffer(int sizehint) {
      Buffer given = super.getBuffer(sizehint);
      ended.look();
      return given;
    }
  }

  @Fault(
      what = "A connection that is ended in buffer_updated is lost twice.",
      breaks = "buffered-protocol.connection-lost.in-callback")
  static final class TwiceWhenFilled extends TellsTwice {
    TwiceWhenFilled(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public void bufferUpdated(int nbytes) {
      super.bufferUpdated(nbytes);
      ended.look();
    }
  }

  @Fault(
      what = "A connection with buffers that is ended in eof_received is lost twice.",
      breaks = "buffered-protocol.connection-lost.in-callback")
  static final class TwiceAtTheEnd extends TellsTwice {
    TwiceAtTheEnd(BufferedProtocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      boolean answer = super.eofReceived();
      ended.look();
      return answer;
    }
  }
}
