package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code connections.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class ConnectionsTck extends TransportRuleTest {

  private void end(List<Object> pair) {
    giveUp(((Transport) pair.getFirst())::abort);
    settle();
  }

  @Rule("connection.address.connects")
  @Test
  void whoListensAtTheAddressIsConnectedTo() throws Exception {
    Socket server = listening();
    Address address = server.getsockname();
    EventLoop named = byKeyword(loop, "host", "port");
    List<Object> pair =
        run(() -> await(named.createConnection(Receiver::new, address.host(), address.port())));
    Socket far = accepted(server);
    far.setblocking(true);
    ((Transport) pair.getFirst()).write(ONE_BYTE);
    settle();
    trace.add("received: " + text(far.recv(1)));
    far.close();
    end(pair);
    trace.shouldBe("received: x");
  }

  @Rule("connection.address.refused")
  @Test
  void whereNobodyListensItRaises() throws Exception {
    Socket server = listening();
    Address address = server.getsockname();
    server.close();
    traceOutcome(
        "create_connection",
        () -> await(loop.createConnection(Receiver::new, address.host(), address.port())));
    trace.shouldBe("create_connection: raises OSError");
  }

  @Rule("connection.address.name")
  @Test
  void aHostMayBeAName() throws Exception {
    traceConnected("localhost");
    trace.shouldBe("received: x");
  }

  @Rule("connection.address.next")
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void theNextAddressIsTriedWhereNobodyListensAtTheFirst() throws Exception {
    traceConnected(thisMachine());
    trace.shouldBe("received: x");
  }

  /** Traces what who listens at 127.0.0.1 receives by a connection to a host. */
  private void traceConnected(@Nullable String host) throws Exception {
    Socket server = listening();
    Address address = server.getsockname();
    List<Object> pair =
        run(() -> await(loop.createConnection(Receiver::new, host, address.port())));
    Socket far = accepted(server);
    far.setblocking(true);
    ((Transport) pair.getFirst()).write(ONE_BYTE);
    settle();
    trace.add("received: " + text(far.recv(1)));
    far.close();
    end(pair);
  }

  @Rule("connection.errors.single")
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void ofSeveralErrorsOneIsRaised() throws Exception {
    int port = freePort();
    String host = thisMachine();
    traceOutcome(
        "create_connection", () -> await(loop.createConnection(Receiver::new, host, port)));
    trace.shouldBe("create_connection: raises OSError");
  }

  @Rule("connection.factory.after-connecting")
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void theFactoryIsNotCalledWithoutAConnection() throws Exception {
    int port = freePort();
    String host = thisMachine();
    int[] calls = {0};
    Outcome.of(() ->
        run(() ->
            await(
                loop.createConnection(
                    () -> {
                      calls[0]++;
                      return new Receiver();
                    },
                    host,
                    port))));
    trace.add("calls: " + calls[0]);
    trace.shouldBe("calls: 0");
  }

  @Rule("connection.factory.once")
  @Test
  void theFactoryIsCalledOnce() throws Exception {
    Connection connection = connection();
    int[] calls = {0};
    List<Object> pair =
        run(() ->
            await(
                loop.createConnection(
                    () -> {
                      calls[0]++;
                      return new Receiver();
                    },
                    connection.near())));
    trace.add("calls: " + calls[0]);
    end(pair);
    trace.shouldBe("calls: 1");
  }

  @Rule("connection.pair.protocol")
  @Test
  void theProtocolIsThatOfTheFactory() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    List<Object> pair = run(() -> await(loop.createConnection(() -> protocol, connection.near())));
    trace.add("the same: " + (pair.get(1) == protocol));
    end(pair);
    trace.shouldBe("the same: true");
  }

  @Rule("connection.accepted-socket.pair")
  @Test
  void aSocketThatWasAcceptedHasATransport() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    List<Object> pair =
        run(() -> await(loop.connectAcceptedSocket(() -> protocol, connection.near())));
    ((Transport) pair.getFirst()).write(ONE_BYTE);
    settle();
    traceSeen(connection.far());
    trace.add("the same: " + (pair.get(1) == protocol));
    end(pair);
    trace.shouldBe("seen: x", "the same: true");
  }

  @Rule("connection.local-addr.bound")
  @Test
  void aConnectionComesFromItsLocalAddress() throws Exception {
    Socket server = listening();
    Socket other = listening();
    Address local = other.getsockname();
    other.close();
    Address address = server.getsockname();
    List<Object> pair =
        run(() ->
            await(loop.createConnection(Receiver::new, address.host(), address.port(), local)));
    Socket far = accepted(server);
    trace.add("from the address: " + far.getpeername().equals(local));
    far.close();
    end(pair);
    trace.shouldBe("from the address: true");
  }

  @Rule("connection.local-addr.bound")
  @Test
  void whatCannotComeFromItsLocalAddressDoesNotConnect() throws Exception {
    Address address = listening().getsockname();
    Address local = new Address("::1", 0);
    String outcome =
        Outcome.of(() -> {
          end(
              run(() ->
                  await(
                      loop.createConnection(
                          Receiver::new, address.host(), address.port(), local))));
          return "connected";
        });
    trace.add("connects: " + outcome.equals("connected"));
    trace.shouldBe("connects: false");
  }

  @Rule("connection.local-addr.taken")
  @Test
  void aLocalAddressThatIsTakenIsAnError() throws Exception {
    Address address = listening().getsockname();
    Address taken = listening().getsockname();
    traceOutcome(
        "create_connection",
        () -> await(loop.createConnection(Receiver::new, address.host(), address.port(), taken)));
    trace.shouldBe("create_connection: raises OSError");
  }

  @Rule("connection.sock.owned")
  @Test
  void theSocketIsClosedWithTheTransport() throws Exception {
    Connection connection = connection();
    List<Object> pair = run(() -> await(loop.createConnection(Receiver::new, connection.near())));
    ((Transport) pair.getFirst()).close();
    settle();
    traceSeen(connection.far());
    end(pair);
    trace.shouldBe("seen: the end");
  }

  @Rule("connection.accepted-socket.owned")
  @Test
  void theAcceptedSocketIsClosedWithTheTransport() throws Exception {
    Connection connection = connection();
    List<Object> pair =
        run(() -> await(loop.connectAcceptedSocket(Receiver::new, connection.near())));
    ((Transport) pair.getFirst()).close();
    settle();
    traceSeen(connection.far());
    end(pair);
    trace.shouldBe("seen: the end");
  }

  @Rule("connection.sock.full")
  @Test
  void theSocketMayBeOneThatTakesNothingNow() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(LETTERS);
          trace.add(tail(connection));
        });
    trace.shouldBe("abc");
  }

  @Rule("connection.sock.blocking")
  @Test
  void theSocketMayBeOneThatBlocks() throws Exception {
    Connection connection = connection();
    connection.near().setblocking(true);
    writeMuch(connection, loop.createConnection(Receiver::new, connection.near()));
    trace.shouldBe("written", "received: all of it");
  }

  @Rule("connection.accepted-socket.blocking")
  @Test
  void theAcceptedSocketMayBeOneThatBlocks() throws Exception {
    Connection connection = connection();
    connection.near().setblocking(true);
    writeMuch(connection, loop.connectAcceptedSocket(Receiver::new, connection.near()));
    trace.shouldBe("written", "received: all of it");
  }

  /** Writes more than the system takes, and traces what comes of it. */
  private void writeMuch(Connection connection, Coroutine<List<Object>> connecting)
      throws Exception {
    List<Object> pair = run(() -> await(connecting));
    ((Transport) pair.getFirst()).write(much());
    trace.add("written");
    traceMuchReceived(connection.far());
    end(pair);
  }

  @Rule("connection.factory.raises")
  @Test
  void theConnectionIsClosedIfTheFactoryRaises() throws Exception {
    Socket server = listening();
    Address address = server.getsockname();
    traceOutcome(
        "create_connection",
        () ->
            await(
                loop.createConnection(
                    () -> {
                      throw Boom.raise(new Boom("factory"));
                    },
                    address.host(),
                    address.port())));
    traceLeftOpen(server);
    trace.shouldBe("create_connection: raises Boom(factory)", "open: false");
  }

  @Rule("connection.cancel.closed")
  @Test
  void theConnectionIsClosedIfWhoConnectsIsCancelled() throws Exception {
    Socket server = listening();
    Address address = server.getsockname();
    List<AsyncFuture<?>> connecting = new ArrayList<>();
    ProtocolFactory factory =
        () -> {
          connecting.getFirst().cancel();
          return new Receiver();
        };
    AsyncFuture<List<Object>> task =
        start(loop.createConnection(factory, address.host(), address.port()));
    connecting.add(task);
    trace.outcome("connects", () -> run(() -> await(task)));
    traceLeftOpen(server);
    trace.shouldBe("connects: raises CancelledError", "open: false");
  }

  /** Traces whether the connection that was made to a server is still there, if one was made. */
  private void traceLeftOpen(Socket server) throws Exception {
    Address address = server.getsockname();
    // A loop may call the factory before it connects, or give up then: the next to come is the
    // fence.
    Socket fence = bench.sockets().createConnection(address);
    Socket first = accepted(server);
    boolean isFence = first.getpeername().equals(fence.getsockname());
    for (int quiet = 0; !isFence && quiet < 20 && tryToRead(first) == null; quiet++) {
      settle();
    }
    byte[] seen = isFence ? new byte[0] : tryToRead(first);
    trace.add("open: " + (seen == null));
    first.close();
  }
}
