package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.UsesThreads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md}: what a transport tells of its socket. */
final class TransportsInfoTck extends TransportRuleTest {

  /** A connection of TCP, of which both ends have addresses. */
  private Connection tcp() throws Exception {
    Socket listening = listening();
    Socket near = bench.sockets().createConnection(listening.getsockname());
    near.setblocking(false);
    return new Connection(near, listening);
  }

  /** Traces whether a transport tells this address, or does not tell any. */
  private void traceAddress(String name, Connection connection, Address right) throws Exception {
    traceAddress(name, connection, List.of(right.host(), right.port()));
  }

  private void traceAddress(String name, Connection connection, List<Object> right)
      throws Exception {
    with(
        connection,
        new Receiver(),
        transport -> {
          @Nullable Object told = transport.getExtraInfo(name);
          trace.add("right: " + (told == null || told.equals(right) ? "true" : told));
        });
    trace.shouldBe("right: true");
  }

  @Rule("transport.extra-info.unknown")
  @Test
  void whatIsNotKnownIsNone() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> trace.add("told: " + transport.getExtraInfo("the weather")));
    trace.shouldBe("told: null");
  }

  @Rule("transport.extra-info.default")
  @Test
  void inPlaceOfWhatIsNotKnownTheDefaultIsGiven() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          trace.add("told: " + transport.getExtraInfo("the weather", "rain"));
          Transport named = byKeyword(transport, "default");
          trace.add("told: " + named.getExtraInfo("the weather", "sun"));
        });
    trace.shouldBe("told: rain", "told: sun");
  }

  @Rule("transport.extra-info.default")
  @Test
  void soItIsWhileTheTransportIsClosing() throws Exception {
    withClosed(
        transport -> trace.outcome("told", () -> transport.getExtraInfo("the weather", "rain")));
    trace.shouldBe("told: rain");
  }

  @Rule("transport.extra-info.socket")
  @Test
  void theSocketIsThatOfTheConnection() throws Exception {
    Socket near = client(listening().getsockname());
    near.setblocking(false);
    Address own = near.getsockname(); // its descriptor need not be that of the one that was given
    with(
        new Connection(near, near),
        new Receiver(),
        transport -> {
          @Nullable Socket told = transport.getExtraInfoSocket("socket");
          trace.add("right: " + (told == null || told.getsockname().equals(own)));
        });
    trace.shouldBe("right: true");
  }

  @Rule("transport.extra-info.sockname")
  @Test
  void theAddressIsThatOfThisSide() throws Exception {
    Connection connection = tcp();
    traceAddress("sockname", connection, connection.near().getsockname());
  }

  @Rule("transport.extra-info.sockname")
  @Test
  void aDefaultDoesNotTakeThePlaceOfWhatIsKnown() throws Exception {
    with(
        tcp(),
        new Receiver(),
        transport -> {
          Object known = transport.getExtraInfo("sockname");
          Object told = transport.getExtraInfo("sockname", "nowhere");
          trace.add("the same: " + (known == null || known.equals(told)));
        });
    trace.shouldBe("the same: true");
  }

  @Rule("transport.extra-info.peername")
  @Test
  void theAddressOfThePeerIsThatOfTheOtherSide() throws Exception {
    Connection connection = tcp();
    traceAddress("peername", connection, connection.near().getpeername());
  }

  /** Makes a connection of TCP over IPv6. */
  private Connection tcp6() throws Exception {
    Sockets sockets = bench.sockets();
    Socket listening = bound6(sockets.sockStream());
    listening.listen(1);
    Socket near = sockets.socket(sockets.afInet6(), sockets.sockStream());
    near.connect(listening.getsockname());
    near.setblocking(false);
    return new Connection(near, listening);
  }

  /** In Python an address of IPv6 has what IPv6 calls flow and scope, too. */
  private static List<Object> four(Address address) {
    return List.of(address.host(), address.port(), 0, 0);
  }

  @Rule("transport.extra-info.sockname")
  @NeedsOperatingSystem
  @Test
  void anAddressOfIpv6HasFourParts() throws Exception {
    Connection connection = tcp6();
    traceAddress("sockname", connection, four(connection.near().getsockname()));
  }

  @Rule("transport.extra-info.peername")
  @NeedsOperatingSystem
  @Test
  void thatOfThePeerHasFourPartsToo() throws Exception {
    Connection connection = tcp6();
    traceAddress("peername", connection, four(connection.near().getpeername()));
  }

  /** What a client knows of an address of its connection. */
  @FunctionalInterface
  private interface AddressOfClient {
    Address of(Socket client) throws Exception;
  }

  /** Traces whether the transport of a server's client tells what the client knows, or nothing. */
  private void traceAddressAtTheServer(String name, AddressOfClient right) throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    AsyncFuture<Transport> made = loop.createFuture();
    Protocol protocol =
        new Protocol() {
          @Override
          public void connectionMade(Transport transport) {
            made.setResult(transport);
          }
        };
    Server server = run(() -> await(loop.createServer(() -> protocol, socket)));
    Address its = right.of(bench.sockets().createConnection(address));
    Transport transport = loop.runUntilComplete(made);
    @Nullable Object told = transport.getExtraInfo(name);
    boolean same = told == null || told.equals(List.of(its.host(), its.port()));
    trace.add("right: " + (same ? "true" : told));
    giveUp(server::close);
    giveUp(transport::abort);
    settle();
    trace.shouldBe("right: true");
  }

  @Rule("transport.extra-info.peername")
  @UsesThreads // A connection of the system need not be there at once.
  @Test
  void theAddressOfAClientIsThatOfTheClient() throws Exception {
    traceAddressAtTheServer("peername", Socket::getsockname);
  }

  @Rule("transport.extra-info.sockname")
  @UsesThreads // As above.
  @Test
  void theAddressOfTheServersSideIsThatToWhichTheClientHasConnected() throws Exception {
    traceAddressAtTheServer("sockname", Socket::getpeername);
  }

  /**
   * Lets a protocol raise, and returns what the report has under a key; null if that is not there.
   */
  private @Nullable Object reported(Connection connection, String key) throws Exception {
    @Nullable Object[] told = {null};
    loop.setExceptionHandler((itself, context) -> told[0] = context.get(key));
    connection.far().sendall(LETTERS);
    settle();
    return told[0];
  }

  /** A protocol that raises. */
  private static final class Raising implements Protocol {
    @Override
    public void dataReceived(byte[] data) {
      throw Boom.raise(new Boom());
    }
  }

  @Rule("transport.report.transport")
  @ExpectsReports
  @Test
  void aReportTellsWhichTransport() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Raising(),
        transport -> {
          Object told = reported(connection, "transport");
          trace.add("right: " + (told == null || told == transport ? "true" : told));
        });
    trace.shouldBe("right: true");
  }

  @Rule("transport.report.protocol")
  @ExpectsReports
  @Test
  void aReportTellsWhichProtocol() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Raising(),
        transport -> {
          Object told = reported(connection, "protocol");
          trace.add("right: " + (told == null || told instanceof BaseProtocol ? "true" : told));
        });
    trace.shouldBe("right: true");
  }
}
