package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import java.util.List;
import java.util.function.Function;

/** Loops of which one part of the connections is broken. */
public final class BrokenConnections {

  private BrokenConnections() {}

  /** Loops whose transports are broken. */
  public static SelectorEventLoop transports(
      BaseAsyncio module, LoopClock clock, Function<BrokenTransport.Parts, SocketTransport> maker) {
    return new SelectorEventLoop(module, clock) {
      @Override
      protected Connections newConnections(Readiness watched) {
        return new Connections(this, asyncio, watched) {
          @Override
          protected SocketTransport newTransport(
              EventLoop loop, Readiness watched, ChannelSocket socket, BaseProtocol protocol) {
            return maker.apply(new BrokenTransport.Parts(loop, watched, socket, protocol));
          }
        };
      }
    };
  }

  /** Loops whose transports do not tell a protocol everything. */
  public static SelectorEventLoop relays(
      BaseAsyncio module, LoopClock clock, Function<Protocol, Protocol> maker) {
    return transports(
        module,
        clock,
        parts ->
            new Relaying(
                parts, given -> given instanceof Protocol plain ? maker.apply(plain) : given));
  }

  /** The same for protocols with buffers. */
  public static SelectorEventLoop bufferedRelays(
      BaseAsyncio module, LoopClock clock, Function<BufferedProtocol, BufferedProtocol> maker) {
    return transports(
        module,
        clock,
        parts ->
            new Relaying(
                parts, given -> given instanceof BufferedProtocol own ? maker.apply(own) : given));
  }

  /** Loops whose servers are broken. */
  public static SelectorEventLoop servers(
      BaseAsyncio module, LoopClock clock, Function<BrokenServer.Parts, SocketServer> maker) {
    return new SelectorEventLoop(module, clock) {
      @Override
      protected Connections newConnections(Readiness watched) {
        return new Connections(this, asyncio, watched) {
          @Override
          protected SocketServer newServer(
              EventLoop loop,
              Asyncio itsModule,
              ProtocolFactory protocolFactory,
              List<ChannelSocket> sockets) {
            return maker.apply(
                new BrokenServer.Parts(loop, itsModule, watched, this, protocolFactory, sockets));
          }
        };
      }
    };
  }

  /** A transport that knows its protocol, though another one is told. */
  private static final class Relaying extends SocketTransport {
    private final Function<BaseProtocol, BaseProtocol> maker;
    private BaseProtocol known;

    Relaying(BrokenTransport.Parts parts, Function<BaseProtocol, BaseProtocol> maker) {
      super(parts.loop(), parts.readiness(), parts.socket(), maker.apply(parts.protocol()));
      this.maker = maker;
      this.known = parts.protocol();
    }

    @Override
    public void setProtocol(BaseProtocol protocol) {
      super.setProtocol(maker.apply(protocol));
      known = protocol;
    }

    @Override
    public BaseProtocol getProtocol() {
      return known;
    }
  }
}
