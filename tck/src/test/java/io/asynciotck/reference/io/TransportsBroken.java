package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import org.jspecify.annotations.Nullable;

/** Loops whose transports are broken. */
abstract class TransportsBroken extends SelectorEventLoop {
  TransportsBroken(BaseAsyncio asyncio, LoopClock clock) {
    super(asyncio, clock);
  }

  /** Makes the broken transport. */
  abstract SocketTransport broken(Readiness watched, ChannelSocket socket, Protocol protocol);

  @Override
  protected Connections newConnections(Readiness watched) {
    return new Connections(this, asyncio, watched) {
      @Override
      protected SocketTransport newTransport(
          EventLoop itsLoop, Readiness watched, ChannelSocket socket, Protocol protocol) {
        return broken(watched, socket, protocol);
      }
    };
  }

  /** A protocol that passes everything on. */
  static class Relay implements Protocol {
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
}
