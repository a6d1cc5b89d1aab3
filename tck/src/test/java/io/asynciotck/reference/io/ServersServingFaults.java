package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in where servers listen, how long, and in their clients. */
final class ServersServingFaults {

  private ServersServingFaults() {}

  @Fault(
      what = "A server listens at a port that is free, whatever the port.",
      breaks = {
        "server.accepts.each",
        "server.address.any-host",
        "server.address.empty-host",
        "server.address.host",
        "server.address.in-use",
        "server.address.several-hosts",
        "server.reuse-address.default",
        "server.tcp.no-delay"
      })
  static final class ListensElsewhere extends SelectorEventLoop {
    ListensElsewhere(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(ProtocolFactory factory, List<String> host, int port) {
      return super.createServer(factory, host, 0);
    }
  }

  @Fault(
      what = "create_server raises a ValueError for the port 0.",
      breaks = {"server.address.random-port"})
  static final class RefusesZero extends SelectorEventLoop {
    RefusesZero(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(ProtocolFactory factory, List<String> host, int port) {
      if (port == 0) {
        throw new IllegalArgumentException("No port");
      }
      return super.createServer(factory, host, port);
    }
  }

  @Fault(
      what = "Of several hosts a server listens at the first.",
      breaks = {"server.address.several-hosts"})
  static final class ListensAtTheFirstHost extends SelectorEventLoop {
    ListensAtTheFirstHost(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(ProtocolFactory factory, List<String> host, int port) {
      return super.createServer(factory, host.subList(0, 1), port);
    }
  }

  @Fault(
      what = "Of several hosts three are listened at.",
      breaks = {"server.address.several-hosts"})
  static final class ListensAtThreeHosts extends SelectorEventLoop {
    ListensAtThreeHosts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Server> createServer(ProtocolFactory factory, List<String> host, int port) {
      return super.createServer(factory, host.subList(0, Math.min(3, host.size())), port);
    }
  }

  @Fault(
      what = "A port that is in use is replaced by another one.",
      breaks = {"server.address.in-use", "server.reuse-port.all"})
  static final class TakesAnotherPort extends SelectorEventLoop {
    TakesAnotherPort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Connections newConnections(Readiness watched) {
      return new Connections(this, asyncio, watched) {
        @Override
        protected List<ChannelSocket> listen(List<String> hosts, int port, ServerOptions options)
            throws IOException {
          try {
            return super.listen(hosts, port, options);
          } catch (IOException taken) {
            return super.listen(hosts, 0, options);
          }
        }
      };
    }
  }

  @Fault(
      what = "serve_forever does not begin to accept connections.",
      breaks = {"server.serve-forever.serves"})
  static final class ServesForeverIfItServes extends BrokenServer {
    ServesForeverIfItServes(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> serveForever() {
      return isServing()
          ? super.serveForever()
          : module.coroutine(() -> module.await(loop.<@Nullable Void>createFuture()));
    }
  }

  @Fault(
      what = "A server whose serve_forever was cancelled serves on.",
      breaks = {"server.serve-forever.cancelled"})
  static final class ServesOn extends BrokenServer {
    ServesOn(Parts parts) {
      super(parts);
    }

    private boolean forever;

    @Override
    public Coroutine<@Nullable Void> serveForever() {
      return module.coroutine(() -> {
        if (forever) {
          throw new IllegalStateException("It serves for ever");
        }
        forever = true;
        module.await(startServing());
        return module.await(loop.<@Nullable Void>createFuture());
      });
    }
  }

  @Fault(
      what = "A second serve_forever waits as the first does.",
      breaks = {"server.serve-forever.one"})
  static final class ServesForeverTwice extends BrokenServer {
    ServesForeverTwice(Parts parts) {
      super(parts);
    }

    private boolean forever;

    @Override
    public Coroutine<@Nullable Void> serveForever() {
      if (forever) {
        return module.coroutine(() -> module.await(loop.<@Nullable Void>createFuture()));
      }
      forever = true;
      return super.serveForever();
    }
  }

  @Fault(
      what = "Behind async with the server is open.",
      breaks = {"server.async-with.closed"})
  static final class OutlivesAsyncWith extends BrokenServer {
    OutlivesAsyncWith(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> exit(
        @Nullable Object type, @Nullable Object value, @Nullable Object traceback) {
      return module.coroutine(() -> null);
    }
  }

  @Fault(
      what = "A block that raises leaves the server open.",
      breaks = {"server.async-with.closed"})
  static final class OutlivesWhatIsRaised extends BrokenServer {
    OutlivesWhatIsRaised(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> exit(
        @Nullable Object type, @Nullable Object value, @Nullable Object traceback) {
      return value == null ? super.exit(type, value, traceback) : module.coroutine(() -> null);
    }
  }

  @Fault(
      what = "get_loop gives another loop.",
      breaks = {"server.get-loop.its-loop"})
  static final class KnowsAnotherLoop extends BrokenServer {
    KnowsAnotherLoop(Parts parts) {
      super(parts);
    }

    @Override
    public EventLoop getLoop() {
      return (EventLoop)
          Proxy.newProxyInstance(
              EventLoop.class.getClassLoader(),
              new Class<?>[] {EventLoop.class},
              (proxy, method, given) -> method.invoke(loop, given));
    }
  }

  @Fault(
      what = "wait_closed does not wait for the connections.",
      breaks = {
        "server.wait-closed.before-close",
        "server.wait-closed.cancelled-again",
        "server.wait-closed.cancelled-message",
        "server.wait-closed.cancelled-others",
        "server.wait-closed.cancelled-raised",
        "server.wait-closed.connections"
      })
  static final class DoesNotWaitForClients extends BrokenServer {
    DoesNotWaitForClients(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return module.coroutine(() -> null);
    }
  }

  @Fault(
      what = "close_clients does nothing.",
      breaks = {"server.close-clients.closes"})
  static final class KeepsItsClients extends BrokenServer {
    KeepsItsClients(Parts parts) {
      super(parts);
    }

    @Override
    public void closeClients() {
      // They stay.
    }
  }

  @Fault(
      what = "close_clients closes the server, too.",
      breaks = {"server.close-clients.serves"})
  static final class ClosesWithItsClients extends BrokenServer {
    ClosesWithItsClients(Parts parts) {
      super(parts);
    }

    @Override
    public void closeClients() {
      close();
      super.closeClients();
    }
  }

  @Fault(
      what = "abort_clients closes the server, too.",
      breaks = {"server.abort-clients.serves"})
  static final class ClosesWithAbortedClients extends BrokenServer {
    ClosesWithAbortedClients(Parts parts) {
      super(parts);
    }

    @Override
    public void abortClients() {
      close();
      super.abortClients();
    }
  }

  @Fault(
      what = "close_clients closes those of the first time only.",
      breaks = {"server.close-clients.serves"})
  static final class ClosesClientsOnce extends BrokenServer {
    private boolean done;

    ClosesClientsOnce(Parts parts) {
      super(parts);
    }

    @Override
    public void closeClients() {
      if (!done) {
        super.closeClients();
      }
      done = true;
    }
  }

  @Fault(
      what = "A second serve_forever is refused, and closes the server.",
      breaks = {"server.serve-forever.one"})
  static final class ClosesForTheSecond extends BrokenServer {
    private boolean forever;

    ClosesForTheSecond(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> serveForever() {
      if (forever) {
        close();
      }
      forever = true;
      return super.serveForever();
    }
  }

  @Fault(
      what = "close_clients aborts the connections.",
      breaks = {"server.close-clients.flushes"})
  static final class AbortsWhatIsToBeClosed extends BrokenServer {
    AbortsWhatIsToBeClosed(Parts parts) {
      super(parts);
    }

    @Override
    public void closeClients() {
      abortClients();
    }
  }

  @Fault(
      what = "abort_clients closes the connections when all is sent.",
      breaks = {"server.abort-clients.aborts"})
  static final class ClosesWhatIsToBeAborted extends BrokenServer {
    ClosesWhatIsToBeAborted(Parts parts) {
      super(parts);
    }

    @Override
    public void abortClients() {
      closeClients();
    }
  }

  @Fault(
      what = "A factory that raises an exception ends the server.",
      breaks = {"server.factory.raises"})
  static final class EndsWithItsFactory extends BrokenServer {
    EndsWithItsFactory(Parts parts) {
      super(parts);
    }

    private boolean failed;

    @Override
    protected BaseProtocol newProtocol() {
      try {
        return super.newProtocol();
      } catch (Throwable raised) {
        failed = true;
        throw raised;
      }
    }

    @Override
    protected void begin(ChannelSocket accepted) throws IOException {
      super.begin(accepted);
      if (failed) {
        close();
      }
    }
  }

  @Fault(
      what = "wait_closed of a server that is open returns.",
      breaks = {
        "server.wait-closed.before-close",
        "server.wait-closed.cancelled-again",
        "server.wait-closed.cancelled-message",
        "server.wait-closed.cancelled-others",
        "server.wait-closed.cancelled-raised"
      })
  static final class DoesNotWaitForTheClose extends BrokenServer {
    DoesNotWaitForTheClose(Parts parts) {
      super(parts);
    }

    private boolean closed;

    @Override
    public void close() {
      closed = true;
      super.close();
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return closed ? super.waitClosed() : module.coroutine(() -> null);
    }
  }

  @Fault(
      what = "close_clients and abort_clients forget the third connection.",
      breaks = {"server.abort-clients.aborts", "server.close-clients.closes"})
  static final class ForgetsTheThird extends BrokenServer {
    private final List<Transport> made;

    ForgetsTheThird(Parts parts) {
      List<Transport> made = new ArrayList<>();
      super(
          parts.with(() ->
              new Relay((Protocol) parts.protocolFactory().newProtocol()) {
                @Override
                public void connectionMade(Transport transport) {
                  made.add(transport);
                  super.connectionMade(transport);
                }
              }));
      this.made = made;
    }

    @Override
    public void closeClients() {
      made.stream().limit(2).forEach(Transport::close);
    }

    @Override
    public void abortClients() {
      made.stream().limit(2).forEach(Transport::abort);
    }
  }

  @Fault(
      what = "Of several who wait in wait_closed two go on.",
      breaks = {
        "server.wait-closed.before-close",
        "server.wait-closed.connections",
        "server.wait-closed.returns"
      })
  static final class TellsTwo extends BrokenServer {
    private int waiting;

    TellsTwo(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      waiting++;
      return waiting > 2
          ? module.coroutine(() -> module.await(loop.<@Nullable Void>createFuture()))
          : super.waitClosed();
    }
  }

  @Fault(
      what = "Behind close, the first who waits is kept, and no other.",
      breaks = {"server.wait-closed.connections"})
  static final class KeepsOneBehindTheClose extends BrokenServer {
    private boolean hasClosed;
    private int waiting;

    KeepsOneBehindTheClose(Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      super.close();
      hasClosed = true;
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return hasClosed && ++waiting > 1 ? module.sleep(Duration.ZERO) : super.waitClosed();
    }
  }

  @Fault(
      what = "wait_closed keeps three who wait.",
      breaks = {"server.wait-closed.before-close", "server.wait-closed.connections"})
  static final class KeepsThree extends BrokenServer {
    private int waiting;

    KeepsThree(Parts parts) {
      super(parts);
    }

    @Override
    public Coroutine<@Nullable Void> waitClosed() {
      return ++waiting > 3 ? module.sleep(Duration.ZERO) : super.waitClosed();
    }
  }
}
