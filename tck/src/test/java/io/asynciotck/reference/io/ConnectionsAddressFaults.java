package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in where connections are made to. */
final class ConnectionsAddressFaults {

  private ConnectionsAddressFaults() {}

  @Fault(
      what = "The last address of a host is tried first.",
      breaks = {
        "connection.address.order",
        "connection.happy-eyeballs.not-early",
        "connection.interleave.first-count"
      })
  static final class TriesTheLastFirst extends SelectorEventLoop {
    TriesTheLastFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected List<Address> addresses(@Nullable String host, int port) throws Exception {
          return super.addresses(host, port).reversed();
        }
      };
    }
  }

  @Fault(
      what = "The family of create_connection is not looked at.",
      breaks = {"connection.family.given"})
  static final class ConnectsByAnyFamily extends SelectorEventLoop {
    ConnectsByAnyFamily(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port, Object family) {
      return super.createConnection(protocolFactory, host, port);
    }
  }

  @Fault(
      what = "Attempts that overlap need tasks that begin later.",
      breaks = {"connection.happy-eyeballs.eager"})
  static final class CountsItsAttempts extends SelectorEventLoop {
    CountsItsAttempts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory,
        @Nullable String host,
        int port,
        @Nullable Duration happyEyeballsDelay,
        @Nullable Integer interleave) {
      if (getTaskFactory() == asyncio.eagerTaskFactory()) {
        throw new IllegalStateException("A task has ended before it was counted.");
      }
      return super.createConnection(protocolFactory, host, port, happyEyeballsDelay, interleave);
    }
  }

  @Fault(
      what = "create_connection that fails leaves a socket open.",
      breaks = {"connection.address.refused-closed"})
  static final class LeavesASocketOpen extends SelectorEventLoop {
    private final List<SocketChannel> left = new ArrayList<>();

    LeavesASocketOpen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.createConnection(protocolFactory, host, port));
        } catch (IOException refused) {
          left.add(SocketChannel.open());
          throw refused;
        }
      });
    }

    @Override
    public void close() {
      for (SocketChannel each : left) {
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
      what = "What cannot be meant raises a RuntimeError.",
      breaks = {
        "connection.address.missing",
        "connection.accepted-socket.datagram",
        "connection.sock.datagram"
      })
  static final class RefusesInAnotherWay extends SelectorEventLoop {
    RefusesInAnotherWay(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private Coroutine<List<Object>> otherwise(Coroutine<List<Object>> refusing) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(refusing);
        } catch (IllegalArgumentException refused) {
          throw new IllegalStateException(refused);
        }
      });
    }

    @Override
    public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory) {
      return otherwise(super.createConnection(protocolFactory));
    }

    @Override
    public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory, Socket sock) {
      return otherwise(super.createConnection(protocolFactory, sock));
    }
  }

  @Fault(
      what = "A socket is used though an address was given as well.",
      breaks = {"connection.sock.with-address"})
  static final class PrefersTheSocket extends SelectorEventLoop {
    PrefersTheSocket(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, String host, int port, Socket sock) {
      return super.createConnection(protocolFactory, sock);
    }
  }

  @Fault(
      what = "The local address must be a numeric one.",
      breaks = {"connection.local-addr.name"})
  static final class KnowsNoNamesOfItsOwn extends SelectorEventLoop {
    KnowsNoNamesOfItsOwn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, String host, int port, Address localAddr) {
      return asyncio.coroutine(() -> {
        if (localAddr.host().startsWith("l")) {
          throw new UnknownHostException(localAddr.host());
        }
        return asyncio.await(super.createConnection(protocolFactory, host, port, localAddr));
      });
    }
  }

  @Fault(
      what = "Small pieces wait for more.",
      breaks = {"connection.tcp.no-delay", "server.tcp.no-delay"})
  static final class WaitsForMore extends BrokenTransport {
    WaitsForMore(Parts parts) {
      super(parts);
    }

    @Override
    protected void sendSmallPiecesAtOnce(ChannelSocket its) {
      // It leaves the option as it is.
    }
  }

  @Fault(
      what = "all_errors is not looked at if there is one address only.",
      breaks = {"connection.all-errors.group"})
  static final class OneErrorIsNoGroup extends SelectorEventLoop {
    OneErrorIsNoGroup(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port, boolean allErrors) {
      return super.createConnection(
          protocolFactory, host, port, allErrors && ConnectionsFaults.isName(host));
    }
  }

  @Fault(
      what = "The group of all errors has the first one only.",
      breaks = {"connection.all-errors.each"})
  static final class TellsTheFirstError extends SelectorEventLoop {
    TellsTheFirstError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port, boolean allErrors) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.createConnection(protocolFactory, host, port, allErrors));
        } catch (ExceptionGroup all) {
          throw new ExceptionGroup("The first", all.exceptions().subList(0, 1));
        }
      });
    }
  }

  @Fault(
      what = "happy_eyeballs_delay is not looked at.",
      breaks = {"connection.happy-eyeballs.parallel"})
  static final class WaitsForEachAttempt extends OtherAttempts {
    WaitsForEachAttempt(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Duration delay(@Nullable Duration given) {
      return null;
    }

    @Override
    @Nullable Integer taken(@Nullable Duration delay, @Nullable Integer interleave) {
      return delay != null && interleave == null ? Integer.valueOf(1) : interleave;
    }
  }

  @Fault(
      what = "With happy_eyeballs_delay all addresses are tried at once.",
      breaks = {"connection.happy-eyeballs.not-early"})
  static final class TriesAllAtOnce extends OtherAttempts {
    TriesAllAtOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Duration delay(@Nullable Duration given) {
      return given == null ? null : Duration.ofMillis(1);
    }
  }

  /** A loop that tries addresses in another order than it was told, or at other times. */
  abstract static class OtherAttempts extends SelectorEventLoop {
    OtherAttempts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** What it takes the delay for. */
    @Nullable Duration delay(@Nullable Duration given) {
      return given;
    }

    /** What it takes the number for, of the delay that was given. */
    @Nullable Integer taken(@Nullable Duration delay, @Nullable Integer interleave) {
      return interleave;
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory factory,
        @Nullable String host,
        int port,
        @Nullable Duration happyEyeballsDelay,
        @Nullable Integer interleave) {
      return super.createConnection(
          factory, host, port, delay(happyEyeballsDelay), taken(happyEyeballsDelay, interleave));
    }
  }

  @Fault(
      what = "interleave is not looked at without a delay.",
      breaks = {"connection.interleave.by-family"})
  static final class InterleavesWithADelay extends OtherAttempts {
    InterleavesWithADelay(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Integer taken(@Nullable Duration delay, @Nullable Integer interleave) {
      return delay == null ? null : interleave;
    }
  }

  @Fault(
      what = "The number of interleave is not looked at.",
      breaks = {"connection.interleave.first-count"})
  static final class InterleavesOneByOne extends OtherAttempts {
    InterleavesOneByOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Integer taken(@Nullable Duration delay, @Nullable Integer interleave) {
      return interleave == null ? null : Math.min(interleave, 1);
    }
  }

  @Fault(
      what = "With a delay the order stays unless interleave is given.",
      breaks = {"connection.interleave.default"})
  static final class InterleavesIfAsked extends OtherAttempts {
    InterleavesIfAsked(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Integer taken(@Nullable Duration delay, @Nullable Integer interleave) {
      return interleave == null ? Integer.valueOf(0) : interleave;
    }
  }

  @Fault(
      what = "Without interleave, or with 0, addresses take turns.",
      breaks = {"connection.address.order"})
  static final class AlwaysInterleaves extends OtherAttempts {
    AlwaysInterleaves(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @Nullable Integer taken(@Nullable Duration delay, @Nullable Integer interleave) {
      return interleave == null || interleave == 0 ? Integer.valueOf(1) : interleave;
    }
  }

  @Fault(
      what = "With happy_eyeballs_delay an address of this machine that refuses is the end.",
      breaks = {"connection.happy-eyeballs.refused"})
  static final class GivesUpWithTheFirst extends SelectorEventLoop {
    GivesUpWithTheFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory factory,
        @Nullable String host,
        int port,
        @Nullable Duration happyEyeballsDelay,
        @Nullable Integer interleave) {
      if (!"this-machine.test".equals(host) || happyEyeballsDelay == null) {
        return super.createConnection(factory, host, port, happyEyeballsDelay, interleave);
      }
      return asyncio.coroutine(() -> {
        Address first = NameResolution.addresses(this, asyncio, host, port).getFirst();
        Task<List<Object>> attempt =
            createTask(super.createConnection(factory, first.host(), port));
        asyncio.await(asyncio.waiting(List.of(attempt), happyEyeballsDelay));
        if (attempt.isDone()) {
          return attempt.result();
        }
        attempt.cancel();
        return asyncio.await(
            super.createConnection(factory, host, port, happyEyeballsDelay, interleave));
      });
    }
  }

  @Fault(
      what = "With happy_eyeballs_delay the errors of the addresses are raised as a group.",
      breaks = {"connection.happy-eyeballs.errors"})
  static final class RaisesAGroupOfErrors extends SelectorEventLoop {
    RaisesAGroupOfErrors(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory factory,
        @Nullable String host,
        int port,
        @Nullable Duration happyEyeballsDelay,
        @Nullable Integer interleave) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(
              super.createConnection(factory, host, port, happyEyeballsDelay, interleave));
        } catch (IOException refused) {
          throw new ExceptionGroup("Nobody listens", List.of(refused));
        }
      });
    }
  }

  @Fault(
      what = "create_connection waits in place, for a moment, until it is connected.",
      breaks = {
        "connection.address.background",
        "connection.cancel.message",
        "connection.cancel.raised"
      })
  static final class ConnectsInPlace extends SelectorEventLoop {
    ConnectsInPlace(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        public Coroutine<List<Object>> create(
            ProtocolFactory protocolFactory,
            @Nullable String host,
            int port,
            ConnectionOptions options,
            SocketOperations operations) {
          SocketOperations blocking = options.delay() == null ? new InPlace(watched) : operations;
          return super.create(protocolFactory, host, port, options, blocking);
        }
      };
    }

    private final class InPlace extends SocketOperations {
      InPlace(Readiness watched) {
        super(ConnectsInPlace.this, ConnectsInPlace.this.asyncio, watched);
      }

      @Override
      public Coroutine<@Nullable Void> connect(Socket sock, Address address) {
        return asyncio.coroutine(() -> {
          SocketChannel channel = (SocketChannel) sock.fileno();
          long end = System.nanoTime() + 50_000_000;
          boolean connected =
              channel.connect(new InetSocketAddress(address.host(), address.port()));
          while (!connected && System.nanoTime() < end) {
            connected = channel.finishConnect();
          }
          if (!connected) {
            throw new IOException("timed out");
          }
          return null;
        });
      }
    }
  }

  @Fault(
      what = "A host that is an address of IPv6 is refused.",
      breaks = {"connection.address.ipv6"})
  static final class RefusesIpv6 extends SelectorEventLoop {
    RefusesIpv6(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      if (host != null && host.indexOf(':') >= 0) {
        throw new IllegalArgumentException(host);
      }
      return super.createConnection(protocolFactory, host, port);
    }
  }
}
