package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in servers. */
final class ServersFaults {

  private ServersFaults() {}

  @Fault(
      what = "A server accepts one connection and hangs up on all others.",
      breaks = {"server.accepts.each", "server.accepts.own-protocol"})
  static final class AcceptsOne extends ServersBroken {
    AcceptsOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
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
      };
    }
  }

  @Fault(
      what = "All connections of a server have one protocol.",
      breaks = {"server.accepts.own-protocol"})
  static final class OneProtocol extends ServersBroken {
    OneProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      Protocol[] only = new Protocol[1];
      ProtocolFactory once =
          () -> {
            if (only[0] == null) {
              only[0] = protocolFactory.newProtocol();
            }
            return only[0];
          };
      return new SocketServer(this, asyncio, watched, connections, once, socket);
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
        "server.accepts.each",
        "server.accepts.own-protocol",
        "server.start-serving.default",
        "server.is-serving.open",
        "server.close.connections-stay"
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
  static final class CannotBeStarted extends ServersBroken {
    CannotBeStarted(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
        @Override
        public Coroutine<@Nullable Void> startServing() {
          return asyncio.coroutine(() -> null);
        }
      };
    }
  }

  @Fault(
      what = "start_serving of a server that accepts connections raises an exception.",
      breaks = {"server.start-serving.again"})
  static final class StartsOnce extends ServersBroken {
    StartsOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
        @Override
        public Coroutine<@Nullable Void> startServing() {
          if (isServing()) {
            throw new IllegalStateException("It serves");
          }
          return super.startServing();
        }
      };
    }
  }

  @Fault(
      what = "is_serving is always false.",
      breaks = {"server.is-serving.open"})
  static final class NeverServes extends ServersBroken {
    NeverServes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
        @Override
        public boolean isServing() {
          return false;
        }
      };
    }
  }

  @Fault(
      what = "is_serving is always true.",
      breaks = {"server.is-serving.not-started", "server.is-serving.closed"})
  static final class AlwaysServes extends ServersBroken {
    AlwaysServes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
        @Override
        public boolean isServing() {
          return true;
        }
      };
    }
  }

  @Fault(
      what = "The socket of a server that is closed stays open.",
      breaks = {"server.close.refuses"})
  static final class ListensOn extends ServersBroken {
    ListensOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
        @Override
        protected void closeSocket() {
          // It listens on.
        }
      };
    }
  }

  @Fault(
      what = "close ends all connections.",
      breaks = {"server.close.connections-stay"})
  static final class CutsOff extends ServersBroken {
    CutsOff(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      List<Transport> transports = new ArrayList<>();
      ProtocolFactory noting =
          () ->
              new TransportsBroken.Relay(protocolFactory.newProtocol()) {
                @Override
                public void connectionMade(Transport transport) {
                  transports.add(transport);
                  super.connectionMade(transport);
                }
              };
      return new SocketServer(this, asyncio, watched, connections, noting, socket) {
        @Override
        public void close() {
          super.close();
          transports.forEach(Transport::abort);
        }
      };
    }
  }

  @Fault(
      what = "A second close raises an exception.",
      breaks = {"server.close.twice"})
  static final class ClosesOnce extends ServersBroken {
    ClosesOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
        private boolean closed;

        @Override
        public void close() {
          if (closed) {
            throw new IllegalStateException("It is closed");
          }
          closed = true;
          super.close();
        }
      };
    }
  }

  @Fault(
      what = "sockets is always empty.",
      breaks = {"server.sockets.address"})
  static final class HidesItsSockets extends ServersBroken {
    HidesItsSockets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
        @Override
        public List<Socket> sockets() {
          return List.of();
        }
      };
    }
  }

  @Fault(
      what = "wait_closed does not return.",
      breaks = {"server.wait-closed.returns"})
  static final class NeverClosed extends ServersBroken {
    NeverClosed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    SocketServer broken(
        Readiness watched,
        Connections connections,
        ProtocolFactory protocolFactory,
        ChannelSocket socket) {
      return new SocketServer(this, asyncio, watched, connections, protocolFactory, socket) {
        @Override
        public Coroutine<@Nullable Void> waitClosed() {
          return asyncio.coroutine(() -> asyncio.await(createFuture()));
        }
      };
    }
  }
}
