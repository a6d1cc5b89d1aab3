package io.asynciotck.tck.rules.io;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.UsesThreads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code servers.md}: flags, those who wait, and the sockets of a server. */
@UsesThreads // Connections of the system need not be there at once.
final class ServersArgumentsTck extends ServerRuleTest {
  private static final String HOST = "127.0.0.1";
  private static final int FEW = 1;
  private static final int MANY = 50;
  private static final int USUAL = 100;
  private static final int MANY_OTHERS = 17;

  private @Nullable AsyncFuture<@Nullable Void> byAnother;

  /** A protocol of the server. */
  private final class Accepted implements Protocol {
    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
    }
  }

  private void traceMade(String host, ServerOptions options) {
    traceOutcome(
        host,
        () -> {
          await(loop.createServer(Accepted::new, host, 0, options)).close();
          return "served";
        });
    settle();
  }

  @Rule("server.flags.passed")
  @Test
  void aNameIsNotLookedUpWhereANumberIsAskedFor() {
    ServerOptions numeric = ServerOptions.NONE.withFlags(bench.sockets().aiNumerichost());
    traceMade("localhost", numeric);
    traceMade(HOST, numeric);
    trace.shouldBe("localhost: raises OSError", HOST + ": served");
  }

  /**
   * Returns how many of some clients are connected to a server whose loop does not run.
   *
   * @param areAllLetIn whether each of them is waited for
   */
  private int connected(int clients, ServerOptions options, boolean areAllLetIn) throws Exception {
    int port = freePort();
    EventLoop idle = bench.newLoop();
    Server server = idle.runUntilComplete(idle.createServer(Accepted::new, HOST, port, options));
    try {
      int before = bench.descriptors().size();
      int connected = connected(clients, new Address(HOST, port), areAllLetIn);
      if (connected == clients && bench.descriptors().size() > before + clients) {
        throw new NotClaimedError("connections are accepted while the loop does nothing");
      }
      return connected;
    } finally {
      giveUp(server::close);
      bench.settle(idle);
    }
  }

  private int connected(int clients, Address address, boolean areAllLetIn) throws Exception {
    List<AsyncFuture<?>> connecting = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      connecting.add(start(loop.sockConnect(unconnected(), address)));
    }
    if (areAllLetIn) {
      connecting.forEach(this::runUntil);
    } else {
      connectElsewhere(clients);
    }
    int connected = 0;
    for (AsyncFuture<?> each : connecting) {
      connected += isDone(each) ? 1 : 0;
    }
    connecting.forEach(AsyncFuture::cancel);
    settle();
    return connected;
  }

  /** Lets come who comes: others that begin later, and are let in elsewhere. */
  private void connectElsewhere(int clients) throws Exception {
    Socket elsewhere = listening();
    for (int i = 0; i < clients; i++) {
      Socket other = unconnected();
      runUntil(start(loop.sockConnect(other, elsewhere.getsockname())));
      other.close();
    }
    elsewhere.close();
  }

  @Rule("server.backlog.most")
  @Test
  void noMoreClientsWaitThanTheServerHasSaid() throws Exception {
    int connected = connected(MANY, ServerOptions.NONE.withBacklog(FEW), false);
    trace.add("all of them: " + (connected == MANY));
    trace.shouldBe("all of them: false");
  }

  @Rule("server.backlog.default")
  @Test
  void aHundredClientsMayWait() throws Exception {
    trace.add("connected: " + connected(USUAL, ServerOptions.NONE, true));
    trace.shouldBe("connected: " + USUAL);
  }

  @Rule("server.backlog.zero")
  @Test
  void aServerThatLetsNobodyWaitAcceptsItsClients() throws Exception {
    int port = freePort();
    int other = freePort();
    serving(
        loop.createServer(
            () -> {
              trace.add("accepted");
              return new Accepted();
            },
            HOST,
            port,
            ServerOptions.NONE.withBacklog(0)),
        server -> {
          bench.sockets().createConnection(new Address(HOST, port));
          serving(
              loop.createServer(this::acceptedByAnother, HOST, other, ServerOptions.NONE),
              _ -> connectUntil("accepted", other));
        });
    trace.shouldBe("accepted");
  }

  private Accepted acceptedByAnother() {
    requireNonNull(byAnother).setResult(null);
    return new Accepted();
  }

  /** Connects to a server that accepts, again and again: what waits longer has come before that. */
  private void connectUntil(String event, int port) throws Exception {
    for (int i = 0; i < MANY_OTHERS && trace.count(event) == 0; i++) {
      byAnother = loop.createFuture();
      bench.sockets().createConnection(new Address(HOST, port));
      loop.runUntilComplete(byAnother);
    }
  }

  @Rule("server.sockets.copy")
  @Test
  void whoEmptiesTheListOfSocketsChangesNothing() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, HOST, port),
        server -> {
          bench.surroundings().emptySockets(server);
          trace.add("sockets: " + server.sockets().size());
        });
    trace.shouldBe("sockets: 1");
  }

  @Rule("server.sockets.closed")
  @Test
  void aServerThatIsClosedHasNoSockets() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, HOST, port),
        server -> {
          server.close();
          settle();
          @Nullable List<Socket> left = server.sockets();
          trace.add("left: " + (left == null ? 0 : left.size()));
        });
    trace.shouldBe("left: 0");
  }
}
