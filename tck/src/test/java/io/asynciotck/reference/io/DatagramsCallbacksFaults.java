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
    private @Nullable DatagramTransport own;
    private boolean ended;

    TellsTwice(DatagramProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(DatagramTransport transport) {
      own = transport;
      super.connectionMade(transport);
    }

    /** Looks whether the method that was called has ended the endpoint. */
    final void called() {
      ended |= own != null && own.isClosing();
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(exc);
      if (ended) {
        super.connectionLost(exc);
      }
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
          called();
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
          called();
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
          called();
        }
      };
    }
  }
}
