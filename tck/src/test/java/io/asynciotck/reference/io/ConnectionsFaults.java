package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in how connections are made. */
final class ConnectionsFaults {

  private ConnectionsFaults() {}

  /** Whether a host is no numeric address: it may have several. */
  static boolean isName(@Nullable String host) {
    return host != null && Character.isLetter(host.charAt(0));
  }

  @Fault(
      what = "create_connection connects to a socket of its own, whatever the numeric address.",
      breaks = {
        "connection.address.background",
        "connection.address.connects",
        "connection.address.ipv6",
        "connection.address.refused",
        "connection.cancel.message",
        "connection.cancel.raised"
      },
      ripples = {"transport.close.socket"})
  static final class ConnectsToItself extends SelectorEventLoop {
    ConnectsToItself(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      if (isName(host)) {
        return super.createConnection(protocolFactory, host, port);
      }
      return asyncio.coroutine(() -> {
        List<Socket> pair = ChannelSockets.INSTANCE.socketpair();
        pair.get(1).close();
        return asyncio.await(super.createConnection(protocolFactory, pair.get(0)));
      });
    }
  }

  @Fault(
      what = "create_connection raises a RuntimeError if nobody listens at a numeric host.",
      breaks = {"connection.address.refused"})
  static final class RaisesSomethingElse extends SelectorEventLoop {
    RaisesSomethingElse(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.createConnection(protocolFactory, host, port));
        } catch (IOException refused) {
          if (isName(host)) {
            throw refused;
          }
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

  @Fault(
      what = "local_addr is not looked at.",
      breaks = {"connection.local-addr.bound", "connection.local-addr.taken"})
  static final class ComesFromAnywhere extends SelectorEventLoop {
    ComesFromAnywhere(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, String host, int port, Address localAddr) {
      return super.createConnection(protocolFactory, host, port);
    }
  }

  @Fault(
      what = "A local_addr of another family is not looked at.",
      breaks = {"connection.local-addr.bound"})
  static final class ComesFromItsFamily extends SelectorEventLoop {
    ComesFromItsFamily(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, String host, int port, Address localAddr) {
      return localAddr.host().contains(":") == host.contains(":")
          ? super.createConnection(protocolFactory, host, port, localAddr)
          : super.createConnection(protocolFactory, host, port);
    }
  }

  @Fault(
      what = "A transport leaves the socket open if its other side has no port.",
      breaks = {"connection.sock.owned", "connection.accepted-socket.owned"},
      ripples = {"transport.*", "buffered-protocol.*", "stream-writer.*", "open-connection.*"})
  static final class LeavesTheSocketOpen extends BrokenTransport {
    LeavesTheSocketOpen(Parts parts) {
      super(parts);
    }

    @Override
    protected void closeSocket() {
      if (getExtraInfo("peername") instanceof List) {
        super.closeSocket();
      }
    }
  }

  @Fault(
      what = "If the factory raises an exception, the connection stays open.",
      breaks = {"connection.factory.raises"})
  static final class LeavesTheConnectionOpen extends SelectorEventLoop {
    LeavesTheConnectionOpen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      Throwable[] raised = new Throwable[1];
      return asyncio.coroutine(() -> {
        List<Object> pair =
            asyncio.await(super.createConnection(() -> made(protocolFactory, raised), host, port));
        switch (raised[0]) {
          case null -> {}
          case Exception exception -> throw exception;
          default -> throw new IllegalStateException(raised[0]);
        }
        return pair;
      });
    }

    private static BaseProtocol made(ProtocolFactory factory, Throwable[] raised) {
      try {
        return factory.newProtocol();
      } catch (Throwable failed) {
        raised[0] = failed;
        return new Protocol() {};
      }
    }
  }

  @Fault(
      what = "create_connection takes numeric addresses only.",
      breaks = {"connection.address.name"})
  static final class KnowsNoNames extends SelectorEventLoop {
    KnowsNoNames(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected List<Address> addresses(@Nullable String host, int port) throws Exception {
          if (host != null && host.startsWith("l")) {
            throw new UnknownHostException(host);
          }
          return super.addresses(host, port);
        }
      };
    }
  }

  @Fault(
      what = "create_connection tries one address only.",
      breaks = {
        "connection.address.next",
        "connection.address.order",
        "connection.all-errors.each",
        "connection.errors.combined",
        "connection.family.given",
        "connection.happy-eyeballs.parallel",
        "connection.happy-eyeballs.refused",
        "connection.interleave.by-family",
        "connection.interleave.default",
        "connection.interleave.first-count"
      })
  static final class TriesOneAddress extends SelectorEventLoop {
    TriesOneAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected List<Address> addresses(@Nullable String host, int port) throws Exception {
          List<Address> addresses = super.addresses(host, port);
          return "localhost".equals(host) ? addresses : addresses.subList(0, 1);
        }
      };
    }
  }

  @Fault(
      what = "create_connection raises something else if several addresses refuse.",
      breaks = {
        "connection.errors.combined",
        "connection.errors.single",
        "connection.happy-eyeballs.errors"
      })
  static final class RaisesAllErrors extends SelectorEventLoop {
    RaisesAllErrors(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected Exception combined(List<IOException> refused) {
          return refused.size() == 1
              ? super.combined(refused)
              : new Exception("Several: " + refused, refused.getFirst());
        }
      };
    }
  }

  @Fault(
      what = "create_connection calls the factory before it connects.",
      breaks = {"connection.factory.after-connecting"})
  static final class MakesTheProtocolFirst extends SelectorEventLoop {
    MakesTheProtocolFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return asyncio.coroutine(() -> {
        BaseProtocol protocol = protocolFactory.newProtocol();
        return asyncio.await(super.createConnection(() -> protocol, host, port));
      });
    }
  }

  @Fault(
      what = "A local_addr that is taken is replaced by another one.",
      breaks = {"connection.local-addr.bound", "connection.local-addr.taken"})
  static final class TakesAnotherLocalAddress extends SelectorEventLoop {
    TakesAnotherLocalAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, String host, int port, Address localAddr) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.createConnection(protocolFactory, host, port, localAddr));
        } catch (IOException taken) {
          return asyncio.await(super.createConnection(protocolFactory, host, port));
        }
      });
    }
  }

  @Fault(
      what = "A socket that blocks is refused.",
      breaks = {"connection.accepted-socket.blocking", "connection.sock.blocking"})
  static final class RefusesBlockingSockets extends SelectorEventLoop {
    RefusesBlockingSockets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory, Socket sock) {
      if (sock.getblocking()) {
        throw new IllegalArgumentException("The socket blocks");
      }
      return super.createConnection(protocolFactory, sock);
    }
  }

  @Fault(
      what = "create_connection forgets the socket if it takes no data at the moment.",
      breaks = {"connection.sock.full"},
      ripples = {"transport.*", "loop.sendfile.*", "buffered-protocol.*", "stream-writer.*"})
  static final class WantsRoom extends SelectorEventLoop {
    WantsRoom(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory, Socket sock) {
      return asyncio.coroutine(() -> {
        if (!takesData((SelectableChannel) sock.fileno())) {
          throw new ConnectException("The socket is full");
        }
        return asyncio.await(super.createConnection(protocolFactory, sock));
      });
    }

    private static boolean takesData(SelectableChannel socket) throws IOException {
      try (Selector selector = Selector.open()) {
        socket.register(selector, SelectionKey.OP_WRITE);
        return selector.selectNow() == 1;
      }
    }
  }
}
