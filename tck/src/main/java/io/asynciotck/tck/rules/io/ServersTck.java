package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.UsesThreads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code servers.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class ServersTck extends ServerRuleTest {
  private static final int MANY = 65;

  private int made;

  /** A protocol of the server: says when this many have something to tell. */
  private class Accepted implements Protocol {
    final AsyncFuture<@Nullable Void> heard;

    Accepted(AsyncFuture<@Nullable Void> heard) {
      this.heard = heard;
      made++;
    }

    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
    }

    @Override
    public void dataReceived(byte[] data) {
      if (!heard.isDone()) {
        heard.setResult(null);
      }
    }
  }

  /** What a test does with a server, at an address. */
  @FunctionalInterface
  private interface AddressBody {
    void run(Server server, Address address) throws Exception;
  }

  private void with(Accepting factory, boolean start, AddressBody body) throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    serving(
        start
            ? loop.createServer(factory::accept, socket)
            : loop.createServer(factory::accept, socket, false),
        server -> body.run(server, address));
  }

  private void withHost(Accepting factory, AddressBody body) throws Exception {
    Address address = new Address("127.0.0.1", freePort());
    serving(
        loop.createServer(factory::accept, address.host(), address.port()),
        server -> body.run(server, address));
  }

  /** Makes the protocol of a connection. */
  @FunctionalInterface
  private interface Accepting {
    Protocol accept();
  }

  @Rule("server.accepts.each")
  @Test
  void everyClientIsAccepted() throws Exception {
    Set<String> names = new TreeSet<>();
    AsyncFuture<@Nullable Void> all = loop.createFuture();
    withHost(
        () ->
            new Accepted(all) {
              @Override
              public void dataReceived(byte[] data) {
                names.add(text(data));
                if (names.size() == 3) {
                  all.setResult(null);
                }
              }
            },
        (server, address) -> {
          for (String name : List.of("a", "b", "c")) {
            client(address).sendall(name.getBytes(StandardCharsets.US_ASCII));
          }
          loop.runUntilComplete(all);
        });
    trace.add(names);
    trace.shouldBe("[a, b, c]");
  }

  @Rule("server.accepts.each")
  @Test
  void eachOfManyClientsIsAccepted() throws Exception {
    Set<String> names = new TreeSet<>();
    AsyncFuture<@Nullable Void> all = loop.createFuture();
    withHost(
        () ->
            new Accepted(all) {
              @Override
              public void dataReceived(byte[] data) {
                names.add(text(data));
                if (names.size() == MANY) {
                  all.setResult(null);
                }
              }
            },
        (server, address) -> {
          for (int i = 0; i < MANY; i++) {
            client(address).sendall(new byte[] {(byte) ('0' + i)});
            if (i % 16 == 0) {
              settle(); // no system lets very many wait to be accepted
            }
          }
          runUntil(all);
        });
    trace.add("accepted: " + names.size());
    trace.shouldBe("accepted: " + MANY);
  }

  @Rule("server.accepts.each")
  @Test
  void aServerAcceptsThoughOthersWereClosedBefore() throws Exception {
    for (int i = 0; i < 3; i++) {
      AsyncFuture<@Nullable Void> heard = loop.createFuture();
      withHost(
          () -> new Accepted(heard),
          (server, address) -> {
            client(address).sendall(ONE_BYTE);
            runUntil(heard);
            trace.add("accepted: " + heard.isDone());
          });
    }
    trace.shouldBe("accepted: true", "accepted: true", "accepted: true");
  }

  @Rule("server.accepts.own-protocol")
  @Test
  void everyConnectionHasItsOwnProtocol() throws Exception {
    List<AsyncFuture<@Nullable Void>> heard =
        List.of(loop.createFuture(), loop.createFuture(), loop.createFuture());
    with(
        () -> new Accepted(heard.get(made)),
        true,
        (server, address) -> {
          for (AsyncFuture<@Nullable Void> each : heard) {
            client(address).sendall(ONE_BYTE);
            loop.runUntilComplete(each);
          }
          trace.add("protocols: " + made);
        });
    trace.shouldBe("protocols: 3");
  }

  @Rule("server.start-serving.default")
  @Test
  void aServerAcceptsFromTheStart() throws Exception {
    AsyncFuture<@Nullable Void> heard = loop.createFuture();
    with(
        () -> new Accepted(heard),
        true,
        (server, address) -> {
          client(address).sendall(ONE_BYTE);
          loop.runUntilComplete(heard);
          trace.add("accepted");
        });
    trace.shouldBe("accepted");
  }

  @Rule("server.start-serving.false")
  @Test
  void aServerThatWasNotStartedAcceptsNothing() throws Exception {
    with(
        () -> new Accepted(loop.createFuture()),
        false,
        (server, address) -> {
          client(address).sendall(ONE_BYTE);
          settle();
          trace.add("protocols: " + made);
        });
    trace.shouldBe("protocols: 0");
  }

  @Rule("server.start-serving.begins")
  @Test
  void aServerThatIsStartedAccepts() throws Exception {
    AsyncFuture<@Nullable Void> heard = loop.createFuture();
    with(
        () -> new Accepted(heard),
        false,
        (server, address) -> {
          client(address).sendall(ONE_BYTE);
          run(() -> await(server.startServing()));
          loop.runUntilComplete(heard);
          trace.add("accepted");
        });
    trace.shouldBe("accepted");
  }

  @Rule("server.start-serving.again")
  @Test
  void aServerCanBeStartedAgain() throws Exception {
    AsyncFuture<@Nullable Void> heard = loop.createFuture();
    with(
        () -> new Accepted(heard),
        true,
        (server, address) -> {
          run(() -> await(server.startServing()));
          client(address).sendall(ONE_BYTE);
          loop.runUntilComplete(heard);
          trace.add("accepted");
        });
    trace.shouldBe("accepted");
  }

  @Rule("server.is-serving.open")
  @Test
  void aServerThatAcceptsSaysSo() throws Exception {
    with(
        () -> new Accepted(loop.createFuture()),
        true,
        (server, address) -> trace.add("serving: " + server.isServing()));
    trace.shouldBe("serving: true");
  }

  @Rule("server.is-serving.not-started")
  @Test
  void aServerThatWasNotStartedSaysSo() throws Exception {
    with(
        () -> new Accepted(loop.createFuture()),
        false,
        (server, address) -> trace.add("serving: " + server.isServing()));
    trace.shouldBe("serving: false");
  }

  @Rule("server.is-serving.closed")
  @Test
  void aServerThatIsClosedSaysSo() throws Exception {
    with(
        () -> new Accepted(loop.createFuture()),
        true,
        (server, address) -> {
          server.close();
          trace.add("serving: " + server.isServing());
        });
    trace.shouldBe("serving: false");
  }

  @Rule("server.close.refuses")
  @Test
  void aServerThatIsClosedRefusesClients() throws Exception {
    with(
        () -> new Accepted(loop.createFuture()),
        true,
        (server, address) -> {
          server.close();
          settle();
          traceRefused(address);
        });
    trace.shouldBe("refused");
  }

  @Rule("server.close.once")
  @NeedsOperatingSystem
  @Test
  void theSocketOfAServerIsClosedOnce() throws Exception {
    Socket socket = listening();
    serving(
        loop.createServer(() -> new Accepted(loop.createFuture()), socket),
        server -> {
          Bystander bystander = new Bystander(socket);
          server.close();
          bystander.traceSpared();
        });
    trace.shouldBe("others are spared: true");
  }

  @Rule("server.close.connections-stay")
  @Test
  void connectionsOutliveTheirServer() throws Exception {
    AsyncFuture<@Nullable Void> accepted = loop.createFuture();
    AsyncFuture<@Nullable Void> heard = loop.createFuture();
    with(
        () ->
            new Accepted(heard) {
              @Override
              public void connectionMade(Transport transport) {
                super.connectionMade(transport);
                accepted.setResult(null);
              }

              @Override
              public void connectionLost(@Nullable Throwable exc) {
                if (!heard.isDone()) {
                  heard.setException(new IllegalStateException("lost"));
                }
              }
            },
        true,
        (server, address) -> {
          Socket client = client(address);
          loop.runUntilComplete(accepted);
          server.close();
          settle();
          client.sendall(ONE_BYTE);
          trace.outcome("heard", () -> loop.runUntilComplete(heard));
        });
    trace.shouldBe("heard: null");
  }

  @Rule("server.close.twice")
  @Test
  void aServerCanBeClosedTwice() throws Exception {
    with(
        () -> new Accepted(loop.createFuture()),
        true,
        (server, address) -> {
          server.close();
          trace.outcome(
              "second close",
              () -> {
                server.close();
                return "returned";
              });
        });
    trace.shouldBe("second close: returned");
  }

  @Rule("server.sockets.address")
  @Test
  void theAddressIsThatOfASocketOfTheServer() throws Exception {
    with(
        () -> new Accepted(loop.createFuture()),
        true,
        (server, address) ->
            trace.outcome(
                "the same port",
                () -> server.sockets().getFirst().getsockname().port() == address.port()));
    trace.shouldBe("the same port: true");
  }

  @Rule("server.wait-closed.returns")
  @Test
  void howeverManyWaitForTheCloseAllGoOn() throws Exception {
    for (int many : List.of(2, 17, 101)) {
      with(
          () -> new Accepted(loop.createFuture()),
          true,
          (server, address) -> {
            List<AsyncFuture<@Nullable Void>> waiting = new ArrayList<>();
            for (int i = 0; i < many; i++) {
              waiting.add(start(server.waitClosed()));
            }
            settle();
            server.close();
            settle();
            long left = waiting.stream().filter(each -> !each.isDone()).count();
            if (left > 0) {
              trace.add(left + " of " + many + " wait");
            }
            waiting.forEach(AsyncFuture::cancel);
            settle();
          });
    }
    trace.add("all sizes");
    trace.shouldBe("all sizes");
  }

  @Rule("server.wait-closed.returns")
  @Test
  void whoWaitsForTheCloseOfAnIdleServerGoesOn() throws Exception {
    with(
        () -> new Accepted(loop.createFuture()),
        true,
        (server, address) -> {
          server.close();
          run(() -> await(server.waitClosed()));
          trace.add("closed");
          run(() -> await(server.waitClosed()));
          trace.add("still closed");
        });
    trace.shouldBe("closed", "still closed");
  }
}
