package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.UsesThreads;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code servers.md}: what is said of where a server listens, and of its sockets. */
@UsesThreads // Connections of the system need not be there at once.
final class ServersAddressTck extends ServerRuleTest {
  private static final String HOST = "127.0.0.1";
  private static final String OTHER_HOST = "127.0.0.2";

  private @Nullable AsyncFuture<@Nullable Void> heard;

  /** A protocol of the server: tells when its client has said something. */
  private final class Accepted implements Protocol {
    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
    }

    @Override
    public void dataReceived(byte[] data) {
      if (heard != null && !heard.isDone()) {
        heard.setResult(null);
      }
    }
  }

  /** Connects a client that says something, and traces that it is heard. */
  private Socket traceHeard(String host, int port) throws Exception {
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    heard = here;
    Socket client = bench.sockets().createConnection(new Address(host, port));
    client.sendall(ONE_BYTE);
    runUntil(here);
    trace.add((here.isDone() ? "heard at " : "not heard at ") + host);
    return client;
  }

  private static int port(Server server) throws IOException {
    return server.sockets().getFirst().getsockname().port();
  }

  @Rule("server.address.any-host")
  @Test
  void withoutAHostAServerListensAtAllAddresses() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, (String) null, port),
        server -> {
          traceHeard(HOST, port);
          traceHeard(OTHER_HOST, port);
        });
    trace.shouldBe("heard at " + HOST, "heard at " + OTHER_HOST);
  }

  @Rule("server.address.empty-host")
  @Test
  void withAnEmptyHostAServerListensAtAllAddresses() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, "", port),
        server -> {
          traceHeard(HOST, port);
          traceHeard(OTHER_HOST, port);
        });
    trace.shouldBe("heard at " + HOST, "heard at " + OTHER_HOST);
  }

  @Rule("server.address.no-port")
  @Test
  void withoutAPortAServerTakesOneThatIsFree() throws Exception {
    serving(loop.createServer(Accepted::new, HOST), server -> traceHeard(HOST, port(server)));
    trace.shouldBe("heard at " + HOST);
  }

  @Rule("server.family.given")
  @Test
  void aServerOfAFamilyHasAddressesOfThatFamily() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(
            Accepted::new, null, port, ServerOptions.NONE.ofFamily(bench.sockets().afInet())),
        server -> {
          traceHeard(HOST, port);
          traceRefused(new Address("::1", port));
        });
    trace.shouldBe("heard at " + HOST, "refused");
  }

  @Rule("server.reuse-address.default")
  @Test
  void aPortOfWhichConnectionsAreJustGoneIsTakenAgain() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, HOST, port),
        server -> {
          Socket client = traceHeard(HOST, port);
          transports.getFirst().close(); // Who ends a connection first remembers it.
          settle();
          client.recv(1);
          client.close();
        });
    serving(
        byKeyword(loop, "host", "port").createServer(Accepted::new, HOST, port),
        server -> traceHeard(HOST, port));
    trace.shouldBe("heard at " + HOST, "heard at " + HOST);
  }

  @Rule("server.reuse-port.shared")
  @Test
  void twoServersShareAPort() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, HOST, port, ServerOptions.NONE.withReusePort(true)),
        one ->
            serving(
                loop.createServer(
                    Accepted::new, HOST, port, ServerOptions.NONE.withReusePort(true)),
                other -> traceHeard(HOST, port)));
    trace.shouldBe("heard at " + HOST);
  }

  @Rule("server.reuse-port.all")
  @Test
  void unlessBothAskForItTwoServersDoNotShareAPort() throws Exception {
    for (boolean[] asks : new boolean[][] {{false, false}, {true, false}, {false, true}}) {
      int port = freePort();
      serving(
          loop.createServer(Accepted::new, HOST, port, ServerOptions.NONE.withReusePort(asks[0])),
          one -> {
            boolean[] refused = {true};
            try {
              serving(
                  loop.createServer(
                      Accepted::new, HOST, port, ServerOptions.NONE.withReusePort(asks[1])),
                  other -> refused[0] = false);
            } catch (Exception raised) {
              // Which one it is another rule says.
            }
            trace.add("refused: " + refused[0]);
          });
    }
    trace.shouldBe("refused: true", "refused: true", "refused: true");
  }

  /** Traces an option of a connection that was accepted. */
  private void traceOption(int level, int option) throws IOException {
    if (transports.isEmpty()) {
      trace.add("nobody is accepted");
      return;
    }
    @Nullable Socket socket = transports.getFirst().getExtraInfoSocket("socket");
    if (socket == null) {
      throw new NotClaimedError("a transport does not tell its socket");
    }
    trace.add("set: " + (socket.getsockopt(level, option) != 0));
  }

  @Rule("server.tcp.no-delay")
  @Test
  void smallPiecesAreSentToClientsAtOnce() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, HOST, port),
        server -> {
          traceHeard(HOST, port);
          traceOption(bench.sockets().ipprotoTcp(), bench.sockets().tcpNodelay());
        });
    trace.shouldBe("heard at " + HOST, "set: true");
  }

  @Rule("server.keep-alive.set")
  @Test
  void theSystemAsksAfterClients() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, HOST, port, ServerOptions.NONE.withKeepAlive(true)),
        server -> {
          traceHeard(HOST, port);
          traceOption(bench.sockets().solSocket(), bench.sockets().soKeepalive());
        });
    trace.shouldBe("heard at " + HOST, "set: true");
  }

  @Rule("server.address.in-use-closed")
  @Test
  void aServerListensAtAllOfItsAddressesOrAtNone() throws Exception {
    int port = bench.sockets().createServer(new Address(OTHER_HOST, 0)).getsockname().port();
    Outcome.of(() ->
        run(() -> {
          await(loop.createServer(Accepted::new, List.of(HOST, OTHER_HOST), port)).close();
          return "listens";
        }));
    traceRefused(new Address(HOST, port));
    trace.shouldBe("refused");
  }

  @Rule("server.address.missing")
  @Test
  void withoutAnAddressItIsRefused() throws Exception {
    traceOutcome("create_server", () -> await(loop.createServer(Accepted::new)));
    trace.shouldBe("create_server: raises IllegalArgumentException");
  }

  @Rule("server.sock.used")
  @Test
  void whoConnectsToTheSocketIsAccepted() throws Exception {
    for (String host : List.of(HOST, OTHER_HOST)) {
      Socket socket = bench.sockets().createServer(new Address(host, 0));
      int port = socket.getsockname().port();
      serving(loop.createServer(Accepted::new, socket), server -> traceHeard(host, port));
    }
    trace.shouldBe("heard at " + HOST, "heard at " + OTHER_HOST);
  }

  @Rule("server.sock.with-address")
  @Test
  void anAddressAndASocketAreRefused() throws Exception {
    Socket socket = listening();
    int port = freePort();
    traceOutcome(
        "create_server", () -> await(loop.createServer(Accepted::new, HOST, port, socket)));
    trace.shouldBe("create_server: raises IllegalArgumentException");
  }

  @Rule("server.sock.datagram")
  @Test
  void aSocketOfDatagramsIsRefused() throws Exception {
    Sockets sockets = bench.sockets();
    Socket datagrams = sockets.socket(sockets.afInet(), sockets.sockDgram());
    traceOutcome("create_server", () -> await(loop.createServer(Accepted::new, datagrams)));
    trace.shouldBe("create_server: raises IllegalArgumentException");
  }

  @Rule("server.start-serving.false")
  @Test
  void aServerAtAnAddressThatWasNotStartedAcceptsNothing() throws Exception {
    int port = freePort();
    serving(
        loop.createServer(Accepted::new, HOST, port, ServerOptions.NONE.starting(false)),
        server -> {
          try {
            bench.sockets().createConnection(new Address(HOST, port));
          } catch (IOException refused) {
            // Whether it listens already is up to the loop.
          }
          settle();
          trace.add("accepted: " + transports.size());
        });
    trace.shouldBe("accepted: 0");
  }

  @Rule("server.accepts.after-reset")
  @Test
  void whoHasResetHisConnectionKeepsNobodyOut() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    serving(
        loop.createServer(Accepted::new, socket),
        server -> {
          for (int count : new int[] {1, 3, 17}) {
            for (int i = 0; i < count; i++) {
              reset(bench.sockets().createConnection(address));
            }
            traceHeard(address.host(), address.port());
          }
        });
    trace.shouldBe("heard at " + HOST, "heard at " + HOST, "heard at " + HOST);
  }
}
