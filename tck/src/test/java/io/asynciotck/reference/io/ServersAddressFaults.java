package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Faults in where servers listen, and in their sockets. */
final class ServersAddressFaults {

  private ServersAddressFaults() {}

  /** A loop whose servers are made with other options than were given. */
  abstract static class OtherOptions extends SelectorEventLoop {
    private final UnaryOperator<ServerOptions> options;

    OtherOptions(BaseAsyncio asyncio, LoopClock clock, UnaryOperator<ServerOptions> options) {
      super(asyncio, clock);
      this.options = options;
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        public Coroutine<Server> serve(
            ProtocolFactory protocolFactory, List<String> hosts, int port, ServerOptions given) {
          return super.serve(protocolFactory, hosts, port, options.apply(given));
        }
      };
    }
  }

  @Fault(
      what = "A server takes no port of which connections are just gone.",
      breaks = {"server.reuse-address.default"})
  static final class WaitsForItsPort extends OtherOptions {
    WaitsForItsPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, options -> options.withReuseAddress(false));
    }
  }

  @Fault(
      what = "reuse_port is not looked at.",
      breaks = {"server.reuse-port.shared"})
  static final class SharesNoPort extends OtherOptions {
    SharesNoPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, options -> options.withReusePort(false));
    }
  }

  @Fault(
      what = "keep_alive is not looked at.",
      breaks = {"server.keep-alive.set"})
  static final class AsksNobody extends OtherOptions {
    AsksNobody(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, options -> options.withKeepAlive(false));
    }
  }

  @Fault(
      what = "A server at an address starts, whatever start_serving says.",
      breaks = {"server.start-serving.false"})
  static final class StartsAtAnAddress extends OtherOptions {
    StartsAtAnAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, options -> options.starting(true));
    }
  }

  @Fault(
      what = "A server whose host is not given listens at one address.",
      breaks = {"server.address.any-host"})
  static final class ListensAtOneAddress extends SelectorEventLoop {
    ListensAtOneAddress(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return super.createServer(protocolFactory, host == null ? "127.0.0.1" : host, port);
    }
  }

  @Fault(
      what = "A server whose host is empty listens at one address.",
      breaks = {"server.address.empty-host"})
  static final class TakesAnEmptyHostForAName extends SelectorEventLoop {
    TakesAnEmptyHostForAName(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      boolean empty = host != null && host.isEmpty();
      return super.createServer(protocolFactory, empty ? "127.0.0.1" : host, port);
    }
  }

  @Fault(
      what = "create_server needs a port.",
      breaks = {"server.address.no-port"})
  static final class NeedsAPort extends SelectorEventLoop {
    NeedsAPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(ProtocolFactory protocolFactory, @Nullable String host) {
      return createServer(protocolFactory);
    }
  }

  @Fault(
      what = "The family of create_server is not looked at, and IPv6 is preferred.",
      breaks = {"server.family.given"})
  static final class PrefersAnotherFamily extends SelectorEventLoop {
    PrefersAnotherFamily(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(
        ProtocolFactory protocolFactory, @Nullable String host, int port, ServerOptions options) {
      return options.family() == null
          ? super.createServer(protocolFactory, host, port, options)
          : super.createServer(protocolFactory, "::1", port);
    }
  }

  @Fault(
      what = "What cannot be meant raises a RuntimeError.",
      breaks = {"server.address.missing", "server.sock.datagram"})
  static final class RefusesInAnotherWay extends SelectorEventLoop {
    RefusesInAnotherWay(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private Coroutine<Server> otherwise(Coroutine<Server> refusing) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(refusing);
        } catch (IllegalArgumentException refused) {
          throw new IllegalStateException(refused);
        }
      });
    }

    @Override
    public Coroutine<Server> createServer(ProtocolFactory protocolFactory) {
      return otherwise(super.createServer(protocolFactory));
    }

    @Override
    public Coroutine<Server> createServer(ProtocolFactory protocolFactory, Socket sock) {
      return otherwise(super.createServer(protocolFactory, sock));
    }
  }

  @Fault(
      what = "A socket is used though an address was given as well.",
      breaks = {"server.sock.with-address"})
  static final class PrefersTheSocket extends SelectorEventLoop {
    PrefersTheSocket(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(
        ProtocolFactory protocolFactory, String host, int port, Socket sock) {
      return super.createServer(protocolFactory, sock);
    }
  }

  @Fault(
      what = "A server that cannot listen at all addresses listens at some.",
      breaks = {"server.address.in-use-closed"})
  static final class ListensAtSome extends SelectorEventLoop {
    private final List<ChannelSocket> left = new ArrayList<>();

    ListensAtSome(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected List<ChannelSocket> listen(List<String> hosts, int port, ServerOptions options)
            throws IOException {
          List<ChannelSocket> sockets = new ArrayList<>();
          for (String host : hosts) {
            try {
              sockets.addAll(super.listen(List.of(host), port, options));
            } catch (IOException inUse) {
              left.addAll(sockets);
              throw inUse;
            }
          }
          return sockets;
        }
      };
    }

    @Override
    public void close() {
      for (ChannelSocket each : left) {
        try {
          each.close();
        } catch (IOException stays) {
          throw new IllegalStateException(stays);
        }
      }
      super.close();
    }
  }

  @Fault(
      what = "A server is closed when a client has reset its connection.",
      breaks = {"server.accepts.after-reset"})
  static final class EndsWithAClient extends BrokenServer {
    EndsWithAClient(Parts parts) {
      super(parts.with(new Telling(parts.protocolFactory())));
      ((Telling) protocolFactory).whenReset = this::close;
    }
  }

  /** Makes protocols that tell when a connection was reset. */
  private static final class Telling implements ProtocolFactory {
    private final ProtocolFactory factory;
    private Runnable whenReset = () -> {};

    Telling(ProtocolFactory factory) {
      this.factory = factory;
    }

    @Override
    public Protocol newProtocol() {
      return new Relay((Protocol) factory.newProtocol()) {
        @Override
        public void connectionLost(@Nullable Throwable exc) {
          super.connectionLost(exc);
          if (exc != null) {
            whenReset.run();
          }
        }
      };
    }
  }

  @Fault(
      what = "Each server shares its port with others that do.",
      breaks = {"server.address.in-use", "server.reuse-port.all"})
  static final class SharesEveryPort extends OtherOptions {
    SharesEveryPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, options -> options.withReusePort(true));
    }
  }
}
