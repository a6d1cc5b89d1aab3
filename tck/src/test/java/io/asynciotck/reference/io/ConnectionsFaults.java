package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.List;

/** Faults in how connections are made. */
final class ConnectionsFaults {

  private ConnectionsFaults() {}

  @Fault(
      what = "create_connection connects to a socket of its own, whatever the address.",
      breaks = {"connection.address.connects", "connection.address.refused"})
  static final class ConnectsToItself extends SelectorEventLoop {
    ConnectsToItself(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, String host, int port) {
      return asyncio.coroutine(() -> {
        List<Socket> pair = ChannelSockets.INSTANCE.socketpair();
        pair.get(1).close();
        return asyncio.await(super.createConnection(protocolFactory, pair.get(0)));
      });
    }
  }

  @Fault(
      what = "create_connection raises a RuntimeError if nobody listens.",
      breaks = {"connection.address.refused"})
  static final class RaisesSomethingElse extends SelectorEventLoop {
    RaisesSomethingElse(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, String host, int port) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.createConnection(protocolFactory, host, port));
        } catch (IOException refused) {
          throw new IllegalStateException(refused);
        }
      });
    }
  }

  @Fault(
      what = "create_connection calls the factory twice.",
      breaks = {"connection.factory.once"})
  static final class CallsTheFactoryTwice extends SelectorEventLoop {
    CallsTheFactoryTwice(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory, Socket sock) {
      return super.createConnection(
          () -> {
            protocolFactory.newProtocol();
            return protocolFactory.newProtocol();
          },
          sock);
    }
  }

  @Fault(
      what = "create_connection gives a protocol that the factory has not made.",
      breaks = {"connection.pair.protocol", "connection.accepted-socket.pair"})
  static final class GivesAnotherProtocol extends SelectorEventLoop {
    GivesAnotherProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory, Socket sock) {
      return asyncio.coroutine(() -> {
        List<Object> pair = asyncio.await(super.createConnection(protocolFactory, sock));
        return List.of(pair.getFirst(), new Protocol() {});
      });
    }
  }
}
