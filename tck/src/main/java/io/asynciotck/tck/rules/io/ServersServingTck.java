package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.ByRealClock;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.Surroundings;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code servers.md}: where a server listens, how long it serves, and its clients. */
@UsesThreads // Connections of the system need not be there at once.
final class ServersServingTck extends ServerRuleTest {
  private static final String HOST = "127.0.0.1";

  /** How often a turn is given up for the loop to see a client. */
  private static final int TURNS = 30;

  private @Nullable AsyncFuture<@Nullable Void> accepted;

  /** A protocol of the server: says that it is there. */
  private final class Accepted implements Protocol {
    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
      if (accepted != null && !accepted.isDone()) {
        accepted.setResult(null);
      }
    }
  }

  /** Makes a server over a socket that listens. */
  private void with(boolean start, Socket socket, ServerBody body) throws Exception {
    serving(loop.createServer(Accepted::new, socket, start), body);
  }

  /** How much of a pattern a client gets while the loop runs. */
  private int receivedBy(Socket client) throws IOException {
    int received = 0;
    boolean ended = false;
    for (int quiet = 0; quiet < 20 && !ended; quiet++) {
      List<Object> some = bench.surroundings().patterns().receive(client, received, SEED);
      int count = (int) some.get(0);
      if (count > 0) {
        quiet = 0;
        received += count;
      }
      ended = (boolean) some.get(2) || !(boolean) some.get(1);
      settle();
    }
    return received;
  }

  private Socket acceptedClient(Address address) throws Exception {
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    Socket client = acceptedClient(address, here);
    trace.add("accepted: " + here.isDone());
    return client;
  }

  /**
   * Lets a client connect.
   *
   * @param here is done when its connection is made
   */
  private Socket acceptedClient(Address address, AsyncFuture<@Nullable Void> here)
      throws Exception {
    accepted = here;
    Socket client = client(address);
    runUntil(here);
    return client;
  }

  /** An address at which nobody listens. */
  private Address free() throws IOException {
    return new Address("127.0.0.1", freePort());
  }

  // Where it listens

  @Rule("server.address.host")
  @Test
  void aServerListensAtItsAddress() throws Exception {
    Address address = free();
    serving(
        loop.createServer(Accepted::new, HOST, address.port()), server -> acceptedClient(address));
    trace.shouldBe("accepted: true");
  }

  @Rule("server.address.random-port")
  @Test
  void aPortOfZeroIsOneThatIsFree() throws Exception {
    serving(
        loop.createServer(Accepted::new, HOST, 0),
        server -> {
          int port = server.sockets().getFirst().getsockname().port();
          trace.add("a port: " + (port > 0));
          acceptedClient(new Address(HOST, port));
        });
    trace.shouldBe("a port: true", "accepted: true");
  }

  @Rule("server.address.several-hosts")
  @Test
  void aServerListensAtEachOfSeveralHosts() throws Exception {
    Address address = free();
    String other = "127.0.0.2";
    serving(
        loop.createServer(Accepted::new, List.of(HOST, other), address.port()),
        server -> {
          acceptedClient(address);
          acceptedClient(new Address(other, address.port()));
        });
    trace.shouldBe("accepted: true", "accepted: true");
  }

  @Rule("server.address.several-hosts")
  @Test
  void howeverManyHostsThereAreItListensAtEach() throws Exception {
    Address address = free();
    List<String> hosts = List.of(HOST, "127.0.0.2", "127.0.0.3", "127.0.0.4");
    serving(
        loop.createServer(Accepted::new, hosts, address.port()),
        server -> {
          for (String host : hosts) {
            acceptedClient(new Address(host, address.port()));
          }
        });
    trace.shouldBe("accepted: true", "accepted: true", "accepted: true", "accepted: true");
  }

  @Rule("server.close.refuses")
  @RestsOn(Ground.SERVER_HOSTS)
  @Test
  void aServerThatIsClosedRefusesClientsAtEachOfItsHosts() throws Exception {
    Address address = free();
    List<String> hosts = List.of(HOST, "127.0.0.2", "127.0.0.3");
    serving(
        loop.createServer(Accepted::new, hosts, address.port()),
        server -> {
          server.close();
          settle();
          for (String host : hosts) {
            traceRefused(new Address(host, address.port()));
          }
        });
    trace.shouldBe("refused", "refused", "refused");
  }

  @Rule("server.address.in-use")
  @Test
  void anAddressThatIsInUseIsRefused() throws Exception {
    Address address = listening().getsockname();
    traceOutcome(
        "create_server",
        () -> {
          await(loop.createServer(Accepted::new, HOST, address.port())).close();
          return "listens";
        });
    trace.shouldBe("create_server: raises OSError");
  }

  @Rule("server.address.in-use")
  @Test
  void theAddressOfAnotherServerIsRefused() throws Exception {
    int port = freePort();
    Server server = run(() -> await(loop.createServer(Accepted::new, HOST, port)));
    traceOutcome(
        "create_server",
        () -> {
          await(loop.createServer(Accepted::new, HOST, port)).close();
          return "listens";
        });
    giveUp(server::close);
    settle();
    trace.shouldBe("create_server: raises OSError");
  }

  // How long it serves

  @Rule("server.serve-forever.serves")
  @Test
  void aServerThatServesForeverAccepts() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        false,
        socket,
        server -> {
          AsyncFuture<@Nullable Void> serving = begin(server.serveForever());
          acceptedClient(address);
          transports.forEach(Transport::abort);
          serving.cancel();
          settle();
        });
    trace.shouldBe("accepted: true");
  }

  @Rule("server.serve-forever.cancelled")
  @RestsOn(Ground.SERVER_CLOSE)
  @Operation("Server.serve_forever")
  @At(Moment.AFTERWARDS)
  @Test
  void aServerIsClosedWhenServingForeverIsCancelled() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          AsyncFuture<@Nullable Void> serving = begin(server.serveForever());
          serving.cancel();
          settle();
          traceRefused(address);
        });
    trace.shouldBe("refused");
  }

  @Rule("server.serve-forever.cancelled")
  @RestsOn(Ground.SERVER_CLOSE)
  @Operation("Server.serve_forever")
  @At(Moment.OUT_OF_TIME)
  @Test
  void aServerIsClosedWhenTheTimeOfServingForeverIsUp() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          AsyncFuture<?> serving = start(asyncio.waitFor(server.serveForever(), ticks(1)));
          run(() -> await(asyncio.sleep(ticks(3))));
          settle();
          traceRefused(address);
          giveUp(serving::exception);
        });
    trace.shouldBe("refused");
  }

  @Rule("server.serve-forever.one")
  @Test
  void aServerServesForeverOnce() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          AsyncFuture<@Nullable Void> serving = begin(server.serveForever());
          AsyncFuture<@Nullable Void> second = begin(server.serveForever());
          trace.add("second: " + outcome(second));
          traceRefused(address);
          second.cancel();
          serving.cancel();
          settle();
        });
    trace.shouldBe("second: raises IllegalStateException", "connected");
  }

  @Rule("server.async-with.closed")
  @RestsOn(Ground.SERVER_CLOSE)
  @Test
  void behindAsyncWithTheServerIsClosed() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          begin(server.enter());
          AsyncFuture<@Nullable Void> leaving = begin(server.exit(null, null, null));
          traceRefused(address);
          trace.add("serving: " + server.isServing());
          leaving.cancel();
          settle();
        });
    trace.shouldBe("refused", "serving: false");
  }

  @Rule("server.async-with.closed")
  @RestsOn(Ground.SERVER_CLOSE)
  @Test
  void behindABlockThatRaisesTheServerIsClosed() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          begin(server.enter());
          AsyncFuture<@Nullable Void> leaving = begin(server.exit(null, new Boom("block"), null));
          traceRefused(address);
          leaving.cancel();
          settle();
        });
    trace.shouldBe("refused");
  }

  @Rule("server.get-loop.its-loop")
  @Test
  void aServerKnowsItsLoop() throws Exception {
    with(true, listening(), server -> trace.add("its loop: " + (server.getLoop() == loop)));
    trace.shouldBe("its loop: true");
  }

  // Clients

  @Rule("server.wait-closed.connections")
  @RestsOn(Ground.WAIT_CLOSED)
  @Test
  void whoWaitsForTheCloseWaitsForTheConnections() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          acceptedClient(address);
          server.close();
          AsyncFuture<@Nullable Void> waiting = begin(server.waitClosed());
          trace.add("connected: " + outcome(waiting));
          transports.forEach(Transport::abort);
          settle();
          trace.add("gone: " + outcome(waiting));
          waiting.cancel();
          settle();
        });
    trace.shouldBe("accepted: true", "connected: waits", "gone: null");
  }

  @Rule("server.wait-closed.connections")
  @RestsOn(Ground.WAIT_CLOSED)
  @Test
  void whoWaitsForTheCloseWaitsForEachConnection() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          acceptedClient(address);
          acceptedClient(address);
          server.close();
          AsyncFuture<@Nullable Void> waiting = begin(server.waitClosed());
          transports.getFirst().abort();
          settle();
          trace.add("one left: " + outcome(waiting));
          transports.getLast().abort();
          settle();
          trace.add("gone: " + outcome(waiting));
          waiting.cancel();
          settle();
        });
    trace.shouldBe("accepted: true", "accepted: true", "one left: waits", "gone: null");
  }

  @Rule("server.wait-closed.connections")
  @RestsOn(Ground.WAIT_CLOSED)
  @Test
  void allWhoWaitForTheCloseGetOn() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          acceptedClient(address);
          server.close();
          List<AsyncFuture<@Nullable Void>> waiting = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            waiting.add(begin(server.waitClosed()));
          }
          trace.add("wait: " + waiting.stream().filter(one -> !one.isDone()).count());
          waiting.getFirst().cancel();
          settle();
          transports.getFirst().abort();
          settle();
          waiting.stream().skip(1).forEach(one -> trace.add(outcome(one)));
          waiting.forEach(AsyncFuture::cancel);
          settle();
        });
    trace.shouldBe("accepted: true", "wait: 4", "null", "null", "null");
  }

  @Rule("server.wait-closed.before-close")
  @Test
  void whoWaitsBeforeTheCloseWaitsForIt() throws Exception {
    with(
        true,
        listening(),
        server -> {
          AsyncFuture<@Nullable Void> waiting = begin(server.waitClosed());
          trace.add("open: " + outcome(waiting));
          server.close();
          settle();
          trace.add("closed: " + outcome(waiting));
          waiting.cancel();
          settle();
        });
    trace.shouldBe("open: waits", "closed: null");
  }

  @Rule("server.wait-closed.before-close")
  @Test
  void allWhoWaitBeforeTheCloseWaitForIt() throws Exception {
    with(
        true,
        listening(),
        server -> {
          List<AsyncFuture<@Nullable Void>> all = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            all.add(begin(server.waitClosed()));
          }
          trace.add("wait: " + all.stream().filter(each -> !each.isDone()).count());
          server.close();
          settle();
          trace.add("wait: " + all.stream().filter(each -> !each.isDone()).count());
          all.forEach(AsyncFuture::cancel);
          settle();
        });
    trace.shouldBe("wait: 5", "wait: 0");
  }

  @Rule("server.close-clients.closes")
  @Test
  void theConnectionsOfAServerCanBeClosed() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          for (int i = 0; i < 3; i++) {
            acceptedClient(address);
          }
          server.close();
          server.closeClients();
          transports.forEach(each -> trace.add("closing: " + each.isClosing()));
        });
    trace.shouldBe(
        "accepted: true",
        "accepted: true",
        "accepted: true",
        "closing: true",
        "closing: true",
        "closing: true");
  }

  @Rule("server.close-clients.flushes")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void whatWasWrittenToClientsIsSentBeforeTheyAreClosed() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          Socket client = acceptedClient(address);
          writeMoreThanFits(transports.getFirst());
          server.close();
          server.closeClients();
          settle();
          trace.add("all: " + (receivedBy(client) == MORE_THAN_FITS));
        });
    trace.shouldBe("accepted: true", "all: true");
  }

  @Rule("server.abort-clients.aborts")
  @Test
  void theConnectionsOfAServerCanBeAborted() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          for (int i = 0; i < 3; i++) {
            acceptedClient(address);
          }
          writeMoreThanFits(transports.getFirst());
          transports.getFirst().close();
          server.close();
          server.abortClients();
          settle();
          trace.add("waits to be sent: " + transports.getFirst().getWriteBufferSize());
          transports.forEach(each -> trace.add("closing: " + each.isClosing()));
        });
    trace.shouldBe(
        "accepted: true",
        "accepted: true",
        "accepted: true",
        "waits to be sent: 0",
        "closing: true",
        "closing: true",
        "closing: true");
  }

  @Rule("server.abort-clients.aborts")
  @Test
  void allTheConnectionsOfAServerAreAborted() throws Exception {
    traceEndOfMany(Server::abortClients);
    trace.shouldBe("closing: 101 of 101");
  }

  @Rule("server.close-clients.closes")
  @Test
  void allTheConnectionsOfAServerAreClosed() throws Exception {
    traceEndOfMany(Server::closeClients);
    trace.shouldBe("closing: 101 of 101");
  }

  @Rule("server.close.connections-stay")
  @Test
  void allTheConnectionsOfAServerThatIsClosedStay() throws Exception {
    traceEndOfMany(server -> settle());
    trace.shouldBe("none of them is closing");
  }

  private void traceEndOfMany(Consumer<Server> end) throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          for (int i = 0; i < 101; i++) {
            acceptedClient(address, loop.createFuture());
          }
          server.close();
          end.accept(server);
          long closing = transports.stream().filter(Transport::isClosing).count();
          trace.add(
              closing == 0
                  ? "none of them is closing"
                  : "closing: " + closing + " of " + transports.size());
        });
  }

  @Rule("server.close-clients.serves")
  @Test
  void aServerThatClosesItsClientsAcceptsOthers() throws Exception {
    traceServesBehind(Server::closeClients);
    shouldServeBehind();
  }

  @Rule("server.abort-clients.serves")
  @Test
  void aServerThatAbortsItsClientsAcceptsOthers() throws Exception {
    traceServesBehind(Server::abortClients);
    shouldServeBehind();
  }

  private void shouldServeBehind() {
    trace.shouldBe("accepted: true", "accepted: true", "closing as before: true");
  }

  private void traceServesBehind(Consumer<Server> end) throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    with(
        true,
        socket,
        server -> {
          acceptedClient(address);
          end.accept(server);
          boolean closing = transports.getFirst().isClosing();
          settle();
          acceptedClient(address);
          end.accept(server);
          trace.add("closing as before: " + (transports.getLast().isClosing() == closing));
        });
  }

  @Rule("server.factory.raises")
  @Test
  void aFactoryThatRaisesCostsOneClient() throws Exception {
    loop.setExceptionHandler((its, context) -> {});
    int[] calls = {0};
    ProtocolFactory factory =
        () -> {
          if (calls[0]++ == 0) {
            throw Boom.raise(new Boom("factory"));
          }
          return new Accepted();
        };
    Socket socket = listening();
    Address address = socket.getsockname();
    serving(
        loop.createServer(factory, socket),
        server -> {
          client(address);
          settle();
          acceptedClient(address);
        });
    trace.shouldBe("accepted: true");
  }

  // A shortage of descriptors

  /** Traces whether a client is accepted that came while there were no descriptors. */
  private void afterShortage(ShortageBody body) throws Exception {
    Socket listener = listening();
    Address address = listener.getsockname();
    with(
        true,
        listener,
        server -> {
          Sockets sockets = bench.sockets();
          Socket client = sockets.socket(sockets.afInet(), sockets.sockStream());
          AsyncFuture<@Nullable Void> here = loop.createFuture();
          accepted = here;
          List<Map<String, @Nullable Object>> reports = new ArrayList<>();
          loop.setExceptionHandler((reporting, context) -> reports.add(context));
          settle();
          run(() -> { // A loop may need descriptors to begin to run.
            try (Surroundings.Shortage _ = bench.surroundings().shortageOfDescriptors()) {
              client.connect(address);
              yieldTimes(TURNS);
            }
          });
          body.run(listener, here, reports);
          settle(); // Who is accepted now is given up, too.
        });
  }

  /** What a test does after a shortage of descriptors. */
  @FunctionalInterface
  private interface ShortageBody {
    void run(
        Socket listener,
        AsyncFuture<@Nullable Void> here,
        List<Map<String, @Nullable Object>> reports)
        throws Exception;
  }

  @Rule("server.accepts.after-shortage")
  @NeedsOperatingSystem
  @ByRealClock
  @Test
  void whoCameDuringAShortageIsAcceptedAfterIt() throws Exception {
    afterShortage((listener, here, reports) -> {
      // The loop waits for a while; if it has closed the client, nobody is accepted.
      TimerHandle limit = loop.callLater(Duration.ofSeconds(5), () -> here.cancel());
      Outcome.of(() -> run(() -> await(here)));
      limit.cancel();
      trace.add("accepted: " + !here.isCancelled());
    });
    trace.shouldBe("accepted: true");
  }

  @Rule("server.report.socket")
  @NeedsOperatingSystem
  @Test
  void aReportTellsWhichSocketListens() throws Exception {
    afterShortage((listener, here, reports) -> {
      boolean right =
          reports.stream()
              .map(context -> context.get("socket"))
              .allMatch(told -> told == null || bench.surroundings().isOf(told, listener));
      trace.add("right: " + right);
    });
    trace.shouldBe("right: true");
  }
}
