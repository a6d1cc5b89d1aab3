package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults where a protocol ends its endpoint of datagrams while it is called. */
final class DatagramsCallbacksFaults {

  private DatagramsCallbacksFaults() {}

  /** Tells once more of an end that a method of the protocol has brought about. */
  static class TellsTwice extends EndpointsBroken.DatagramRelay {
    final EndInCallback ended = new EndInCallback();

    TellsTwice(DatagramProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(DatagramTransport transport) {
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
      what = "An endpoint that is ended in connection_made is lost twice.",
      breaks = "datagram.connection-lost.in-callback")
  static final class TwiceWhenMade extends EndpointsBroken {
    TwiceWhenMade(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new TellsTwice(given) {
        @Override
        public void connectionMade(DatagramTransport transport) {
          super.connectionMade(transport);
          ended.look();
        }
      };
    }
  }

  @Fault(
      what = "An endpoint that is ended in datagram_received is lost twice.",
      breaks = "datagram.connection-lost.in-callback")
  static final class TwiceWhenOneComes extends EndpointsBroken {
    TwiceWhenOneComes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new TellsTwice(given) {
        @Override
        public void datagramReceived(byte[] data, @Nullable Object addr) {
          super.datagramReceived(data, addr);
          ended.look();
        }
      };
    }
  }

  @Fault(
      what = "An endpoint that is ended in error_received is lost twice.",
      breaks = "datagram.connection-lost.in-callback")
  static final class TwiceAtAnError extends EndpointsBroken {
    TwiceAtAnError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    DatagramProtocol told(DatagramProtocol given) {
      return new TellsTwice(given) {
        @Override
        public void errorReceived(Throwable exc) {
          super.errorReceived(exc);
          ended.look();
        }
      };
    }
  }
}
