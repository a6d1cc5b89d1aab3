package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in servers. */
final class ServersFaults {

  private ServersFaults() {}

  @Fault(
      what = "A server accepts one connection and hangs up on all others.",
      breaks = {
        "server.abort-clients.aborts",
        "server.abort-clients.serves",
        "server.accepts.after-reset",
        "server.accepts.each",
        "server.accepts.own-protocol",
        "server.address.any-host",
        "server.address.empty-host",
        "server.address.several-hosts",
        "server.close-clients.closes",
        "server.close-clients.serves",
        "server.factory.raises",
        "server.wait-closed.connections"
      })
  static final class AcceptsOne extends BrokenServer {
    AcceptsOne(Parts parts) {
      super(parts);
    }

    private boolean one;

    @Override
    protected void begin(ChannelSocket accepted) throws IOException {
      if (one) {
        accepted.close();
      } else {
        one = true;
        super.begin(accepted);
      }
    }
  }

  @Fault(
      what = "All connections of a server have one protocol.",
      breaks = {"server.accepts.own-protocol"})
  static final class OneProtocol extends BrokenServer {
    OneProtocol(Parts parts) {
      super(parts.with(new Once(parts.protocolFactory())));
    }
  }

  private static final class Once implements ProtocolFactory {
    private final ProtocolFactory factory;
    private @Nullable BaseProtocol only;

    Once(ProtocolFactory factory) {
      this.factory = factory;
    }

    @Override
    public BaseProtocol newProtocol() {
      BaseProtocol made = only == null ? factory.newProtocol() : only;
      only = made;
      return made;
    }
  }

  @Fault(
      what = "A server starts, whatever start_serving says.",
      breaks = {"server.start-serving.false", "server.is-serving.not-started"})
  static final class AlwaysStarts extends SelectorEventLoop {
    AlwaysStarts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(
        ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
      return super.createServer(protocolFactory, sock, true);
    }
  }

  @Fault(
      what = "A server does not start by itself.",
      breaks = {
        "server.abort-clients.aborts",
        "server.abort-clients.serves",
        "server.accepts.after-reset",
        "server.accepts.own-protocol",
        "server.close-clients.closes",
        "server.close-clients.flushes",
        "server.close-clients.serves",
        "server.close.connections-stay",
        "server.factory.raises",
        "server.is-serving.open",
        "server.sock.used",
        "server.start-serving.default",
        "server.wait-closed.connections"
      })
  static final class NeverStarts extends SelectorEventLoop {
    NeverStarts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(
        ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
      return super.createServer(protocolFactory, sock, false);
    }
  }

  @Fault(
      what = "start_serving does nothing.",
      breaks = {"server.start-serving.begins"})
  static final class CannotBeStarted extends BrokenServer {
    CannotBeStarted(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> startServing() {
      return module.coroutine(() -> null);
    }
  }

  @Fault(
      what = "start_serving of a server that accepts connections raises an exception.",
      breaks = {"server.start-serving.again"})
  static final class StartsOnce extends BrokenServer {
    StartsOnce(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> startServing() {
      if (isServing()) {
        throw new IllegalStateException("It serves");
      }
      return super.startServing();
    }
  }

  @Fault(
      what = "is_serving is always false.",
      breaks = {"server.is-serving.open"})
  static final class NeverServes extends BrokenServer {
    NeverServes(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isServing() {
      return false;
    }
  }

  @Fault(
      what = "is_serving is always true.",
      breaks = {
        "server.async-with.closed",
        "server.is-serving.closed",
        "server.is-serving.not-started"
      })
  static final class AlwaysServes extends BrokenServer {
    AlwaysServes(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isServing() {
      return true;
    }
  }

  @Fault(
      what = "The socket of a server that is closed stays open.",
      breaks = {
        "server.async-with.closed",
        "server.close.refuses",
        "server.reuse-address.default",
        "server.serve-forever.cancelled"
      },
      ripples = {"transport.close.socket"})
  static final class ListensOn extends BrokenServer {
    ListensOn(Parts parts) {
      super(parts);
    }

    @Override
    protected void closeSocket(ChannelSocket socket) {
      // It listens on.
    }
  }

  @Fault(
      what = "close closes the first of several sockets.",
      breaks = {"server.close.refuses"},
      ripples = {"transport.close.socket"})
  static final class ClosesTheFirst extends BrokenServer {
    private boolean hasClosed;

    ClosesTheFirst(Parts parts) {
      super(parts);
    }

    @Override
    protected void closeSocket(ChannelSocket socket) {
      if (!hasClosed) {
        super.closeSocket(socket);
      }
      hasClosed = true;
    }
  }

  @Fault(
      what = "close ends all connections.",
      breaks = {
        "server.close.connections-stay",
        "server.close-clients.flushes",
        "server.wait-closed.connections"
      })
  static final class CutsOff extends BrokenServer {
    CutsOff(Parts parts) {
      super(parts.with(new Noting(parts.protocolFactory())));
    }

    @Override
    public void close() {
      super.close();
      ((Noting) protocolFactory).transports.forEach(Transport::abort);
    }
  }

  @Fault(
      what = "close ends all connections if there are more than three.",
      breaks = {"server.close.connections-stay"})
  static final class CutsOffMany extends BrokenServer {
    CutsOffMany(Parts parts) {
      super(parts.with(new Noting(parts.protocolFactory())));
    }

    @Override
    public void close() {
      super.close();
      List<Transport> transports = ((Noting) protocolFactory).transports;
      if (transports.size() > 3) {
        transports.forEach(Transport::abort);
      }
    }
  }

  private static final class Noting implements ProtocolFactory {
    private final ProtocolFactory factory;
    private final List<Transport> transports = new ArrayList<>();

    Noting(ProtocolFactory factory) {
      this.factory = factory;
    }

    @Override
    public BaseProtocol newProtocol() {
      return new Relay((Protocol) factory.newProtocol()) {
        @Override
        public void connectionMade(Transport transport) {
          transports.add(transport);
          super.connectionMade(transport);
        }
      };
    }
  }

  @Fault(
      what = "A second close raises an exception.",
      breaks = {"server.close.twice"})
  static final class ClosesOnce extends BrokenServer {
    ClosesOnce(Parts parts) {
      super(parts);
    }

    private boolean closed;

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("It is closed");
      }
      closed = true;
      super.close();
    }
  }

  @Fault(
      what = "sockets is always empty.",
      breaks = {
        "server.address.no-port",
        "server.address.random-port",
        "server.sockets.address",
        "server.sockets.copy"
      })
  static final class HidesItsSockets extends BrokenServer {
    HidesItsSockets(Parts parts) {
      super(parts);
    }

    @Override
    public List<Socket> sockets() {
      return List.of();
    }
  }

  @Fault(
      what = "wait_closed returns once.",
      breaks = {"server.wait-closed.returns"})
  static final class ClosedOnce extends BrokenServer {
    private boolean told;

    ClosedOnce(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      Coroutine<@Nullable Void> closed = super.waitClosed();
      return module.coroutine(() -> {
        module.await(told ? loop.<@Nullable Void>createFuture() : closed);
        told = true;
        return null;
      });
    }
  }

  @Fault(
      what = "wait_closed does not return.",
      breaks = {
        "server.serve-forever.cancelled-message",
        "server.serve-forever.cancelled-raised",
        "server.wait-closed.before-close",
        "server.wait-closed.cancelled-again",
        "server.wait-closed.cancelled-others",
        "server.wait-closed.connections",
        "server.wait-closed.returns"
      })
  static final class NeverClosed extends BrokenServer {
    NeverClosed(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return module.coroutine(() -> module.await(loop.createFuture()));
    }
  }

  @Fault(
      what = "When a server was closed, others do not start by themselves.",
      breaks = {"server.accepts.each", "server.reuse-address.default"})
  static final class ServesOnce extends SelectorEventLoop {
    private int made;

    ServesOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      ServerOptions options = ServerOptions.NONE.starting(++made == 1);
      return super.createServer(protocolFactory, host, port, options);
    }
  }

  @Fault(
      what = "A server that is given a socket takes it for one of 127.0.0.1.",
      breaks = {"server.sock.used"})
  static final class TakesThePortOnly extends SelectorEventLoop {
    TakesThePortOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(ProtocolFactory protocolFactory, Socket sock) {
      return asyncio.coroutine(() -> {
        boolean elsewhere =
            sock.fileno() instanceof ServerSocketChannel
                && !"127.0.0.1".equals(sock.getsockname().host());
        return asyncio.await(
            elsewhere
                ? super.createServer(protocolFactory, "127.0.0.1", sock.getsockname().port())
                : super.createServer(protocolFactory, sock));
      });
    }
  }
}
