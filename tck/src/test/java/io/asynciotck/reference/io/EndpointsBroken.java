package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Loops whose endpoints of datagrams are broken. */
abstract class EndpointsBroken extends SelectorEventLoop {
  EndpointsBroken(BaseAsyncio asyncio, LoopClock clock) {
    super(asyncio, clock);
  }

  /** Makes the transport, which may be broken. */
  ChannelDatagrams broken(Readiness watched, ChannelSocket socket, DatagramProtocol protocol)
      throws IOException {
    return new ChannelDatagrams(this, watched, socket, protocol);
  }

  /** Who is told of what comes, perhaps wrongly. */
  DatagramProtocol told(DatagramProtocol given) {
    return given;
  }

  /** The address that is bound, perhaps another one than was given. */
  @Nullable Address local(@Nullable Address given) {
    return given;
  }

  /** The address that is connected, perhaps another one than was given. */
  @Nullable Address remote(@Nullable Address given) {
    return given;
  }

  @Override
  protected Endpoints newEndpoints(Readiness watched) {
    return new Endpoints(this, asyncio, watched) {
      @Override
      protected ChannelDatagrams newTransport(
          EventLoop loop, Readiness readiness, ChannelSocket socket, DatagramProtocol protocol)
          throws IOException {
        return broken(readiness, socket, told(protocol));
      }

      @Override
      protected ChannelSocket open(
          @Nullable Address local, @Nullable Address remote, Options options) throws IOException {
        return super.open(local(local), remote(remote), options);
      }
    };
  }

  /** A protocol that passes everything on. */
  static class DatagramRelay implements DatagramProtocol {
    final DatagramProtocol protocol;

    DatagramRelay(DatagramProtocol protocol) {
      this.protocol = protocol;
    }

    @Override
    public void connectionMade(DatagramTransport transport) {
      protocol.connectionMade(transport);
    }

    @Override
    public void datagramReceived(byte[] data, @Nullable Object addr) {
      protocol.datagramReceived(data, addr);
    }

    @Override
    public void errorReceived(Throwable exc) {
      protocol.errorReceived(exc);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      protocol.connectionLost(exc);
    }
  }
}
