package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;

/** Loops whose servers are broken. */
abstract class ServersBroken extends SelectorEventLoop {
  ServersBroken(BaseAsyncio asyncio, LoopClock clock) {
    super(asyncio, clock);
  }

  /** Makes the broken server. */
  abstract SocketServer broken(
      Readiness watched,
      Connections connections,
      ProtocolFactory protocolFactory,
      ChannelSocket socket);

  @Override
  protected Connections newConnections(Readiness watched) {
    return new Connections(this, asyncio, watched) {
      @Override
      protected SocketServer newServer(
          EventLoop itsLoop,
          Asyncio itsModule,
          ProtocolFactory protocolFactory,
          ChannelSocket socket) {
        return broken(watched, this, protocolFactory, socket);
      }
    };
  }
}
