package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.UsesThreads;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of {@code sockets.md}: {@code sock_connect} and {@code sock_accept}. */
@UsesThreads // Connections of the system need not be there at once.
final class SocketsConnectTck extends SocketRuleTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  private Socket server() throws IOException {
    Socket server = bench.sockets().createServer(ANY_PORT);
    server.setblocking(false);
    return server;
  }

  private Socket client() throws IOException {
    Socket client = bench.sockets().socket(bench.sockets().afInet(), bench.sockets().sockStream());
    client.setblocking(false);
    return client;
  }

  /** Listens at the address of IPv6 by which a machine reaches itself. */
  private Socket server6() throws IOException {
    Socket server = bound6(bench.sockets().sockStream());
    server.listen(1);
    server.setblocking(false);
    return server;
  }

  private Socket unixServer(String path) throws IOException {
    Socket server = unixClient();
    server.bind(path);
    server.listen(1);
    server.setblocking(false);
    return server;
  }

  /** A Unix socket that is not connected; it blocks. */
  private Socket unixClient() throws IOException {
    Sockets sockets = bench.sockets();
    return sockets.socket(sockets.afUnix(), sockets.sockStream());
  }

  @Rule("loop.sock-connect.connects")
  @Test
  void theSocketIsConnected() throws Exception {
    Address address = server().getsockname();
    Socket client = client();
    run(() -> {
      await(loop.sockConnect(client, address));
    });
    trace.outcome("its port", () -> client.getpeername().port() == address.port());
    trace.shouldBe("its port: true");
  }

  @Rule("loop.sock-connect.none")
  @Test
  void connectingGivesNothing() throws Exception {
    Address address = server().getsockname();
    Socket client = client();
    Object result = run(() -> await(loop.sockConnect(client, address)));
    trace.add("result: " + result);
    trace.shouldBe("result: null");
  }

  @Rule("loop.sock-connect.refused")
  @Test
  void whereNobodyListensItRaises() throws Exception {
    Socket server = server();
    Address address = server.getsockname();
    server.close();
    Socket client = client();
    traceOutcome("sock_connect", () -> await(loop.sockConnect(client, address)));
    trace.shouldBe("sock_connect: raises OSError");
  }

  private void traceConnected6(Address address) throws Exception {
    Socket client = bench.sockets().socket(bench.sockets().afInet6(), bench.sockets().sockStream());
    client.setblocking(false);
    run(() -> {
      await(loop.sockConnect(client, address));
    });
    trace.outcome("its port", () -> client.getpeername().port() == address.port());
    trace.shouldBe("its port: true");
  }

  @Rule("loop.sock-connect.ipv6")
  @Test
  void theAddressMayBeOneOfIpv6() throws Exception {
    traceConnected6(new Address(HERE6, server6().getsockname().port()));
  }

  @Rule("loop.sock-connect.ipv6")
  @Test
  void theAddressMayBeAsASocketTellsIt() throws Exception {
    traceConnected6(told6(server6()));
  }

  @Rule("loop.sock-connect.unix")
  @Test
  void theAddressMayBeAPath() throws Exception {
    UnixSocketRuleTest.inFolder(folder -> {
      String path = folder.resolve("far").toString();
      unixServer(path);
      Socket client = unixClient();
      client.setblocking(false);
      run(() -> {
        await(loop.sockConnect(client, path));
      });
      trace.outcome("sent", () -> client.send(ONE_BYTE));
    });
    trace.shouldBe("sent: 1");
  }

  @Rule("loop.sock-connect.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketIsNotConnected() throws Exception {
    Address address = server().getsockname();
    Socket client = client();
    client.setblocking(true);
    loop.setDebug(true);
    traceOutcome("sock_connect", () -> await(loop.sockConnect(client, address)));
    trace.shouldBe("sock_connect: raises IllegalArgumentException");
  }

  @Rule("loop.sock-accept.connection")
  @Test
  void aConnectionIsAccepted() throws Exception {
    Socket server = server();
    Socket client = bench.sockets().createConnection(server.getsockname());
    traceReceived(connectionOf(run(() -> await(loop.sockAccept(server)))), client);
    trace.shouldBe("received: x");
  }

  @Rule("loop.sock-accept.address")
  @Test
  void itsAddressIsToldToo() throws Exception {
    Socket server = server();
    Socket client = bench.sockets().createConnection(server.getsockname());
    List<Object> pair = run(() -> await(loop.sockAccept(server)));
    connectionOf(pair).close();
    List<?> address = (List<?>) pair.get(1);
    trace.add("its port: " + address.get(1).equals(client.getsockname().port()));
    trace.shouldBe("its port: true");
  }

  @Rule("loop.sock-accept.ipv6")
  @Test
  void aConnectionOfIpv6IsAccepted() throws Exception {
    Socket server = server6();
    Socket client =
        bench.sockets().createConnection(new Address(HERE6, server.getsockname().port()));
    List<Object> pair = run(() -> await(loop.sockAccept(server)));
    traceReceived(connectionOf(pair), client);
    Address own = client.getsockname();
    List<?> address = (List<?>) pair.get(1);
    trace.add("its address: " + address.subList(0, 2).equals(List.of(own.host(), own.port())));
    trace.shouldBe("received: x", "its address: true");
  }

  @Rule("loop.sock-accept.unix")
  @Test
  void aConnectionOfAUnixSocketIsAccepted() throws Exception {
    UnixSocketRuleTest.inFolder(folder -> {
      String path = folder.resolve("far").toString();
      String own = folder.resolve("near").toString();
      Socket server = unixServer(path);
      Socket client = unixClient();
      client.bind(own);
      client.connect(path);
      List<Object> pair = run(() -> await(loop.sockAccept(server)));
      traceReceived(connectionOf(pair), client);
      trace.add("its address: " + pair.get(1).equals(own));
    });
    trace.shouldBe("received: x", "its address: true");
  }

  /** Sends a byte from one end, and closes the other one when it has come. */
  private void traceReceived(Socket accepted, Socket client) throws IOException {
    try (accepted) {
      client.sendall(ONE_BYTE);
      accepted.setblocking(true);
      trace.outcome("received", () -> text(accepted.recv(1)));
    }
  }

  @Rule("loop.sock-accept.not-blocking")
  @Test
  void theConnectionDoesNotBlock() throws Exception {
    Socket server = server();
    bench.sockets().createConnection(server.getsockname());
    try (Socket accepted = connectionOf(run(() -> await(loop.sockAccept(server))))) {
      trace.add("blocks: " + accepted.getblocking());
    }
    trace.shouldBe("blocks: false");
  }

  @Rule("loop.sock-accept.not-blocking")
  @Test
  void theConnectionForWhichItHasWaitedDoesNotBlock() throws Exception {
    Socket server = server();
    AsyncFuture<List<Object>> task = start(loop.sockAccept(server));
    settle();
    bench.sockets().createConnection(server.getsockname());
    try (Socket accepted = connectionOf(loop.runUntilComplete(task))) {
      trace.add("blocks: " + accepted.getblocking());
    }
    trace.shouldBe("blocks: false");
  }

  @Rule("loop.sock-accept.coroutine")
  @Test
  void aTaskIsMadeOfAnAccept() throws Exception {
    Socket server = server();
    bench.sockets().createConnection(server.getsockname());
    traceTask(() -> connectionOf(inATask(loop.sockAccept(server))).close());
    shouldBeATask();
  }

  @Rule("loop.sock-accept.waits")
  @Test
  void itWaitsForAConnection() throws Exception {
    Socket server = server();
    AsyncFuture<List<Object>> task = start(loop.sockAccept(server));
    settle();
    trace.add("done: " + isDone(task));
    bench.sockets().createConnection(server.getsockname());
    connectionOf(loop.runUntilComplete(task)).close();
    trace.add("done: " + isDone(task));
    trace.shouldBe("done: false", "done: true");
  }

  @Rule("loop.sock-accept.error")
  @Test
  void aSocketThatDoesNotListenRaises() throws Exception {
    Socket client = client();
    traceOutcome("sock_accept", () -> await(loop.sockAccept(client)));
    trace.shouldBe("sock_accept: raises OSError");
  }

  @Rule("loop.sock-accept.cancelled-keeps")
  @Operation("loop.sock_accept")
  @At(Moment.THEN_AGAIN)
  @Test
  void aConnectionThatComesAfterACancellationIsKept() throws Exception {
    Socket server = server();
    cancelWhileWaiting(server);
    Socket client = bench.sockets().createConnection(server.getsockname());
    settle();
    List<Object> pair = run(() -> await(loop.sockAccept(server)));
    connectionOf(pair).close();
    trace.add("the same: " + ((List<?>) pair.get(1)).get(1).equals(client.getsockname().port()));
    trace.shouldBe("the same: true");
  }

  @Rule("loop.sock-accept.cancelled-unwatched")
  @Operation("loop.sock_accept")
  @At(Moment.AFTERWARDS)
  @Test
  void afterACancellationTheSocketIsNotWatched() throws Exception {
    Socket server = server();
    cancelWhileWaiting(server);
    traceWatchedReader(server.fileno());
    trace.shouldBe("watched: false");
  }

  private void cancelWhileWaiting(Socket server) {
    AsyncFuture<List<Object>> task = start(loop.sockAccept(server));
    settle();
    task.cancel();
    settle();
  }

  @Rule("loop.sock-accept.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketDoesNotAccept() throws Exception {
    Socket server = server();
    bench.sockets().createConnection(server.getsockname());
    server.setblocking(true);
    loop.setDebug(true);
    traceOutcome(
        "sock_accept",
        () -> {
          connectionOf(await(loop.sockAccept(server))).close();
          return "accepted";
        });
    trace.shouldBe("sock_accept: raises IllegalArgumentException");
  }

  private static Socket connectionOf(List<Object> pair) {
    return (Socket) pair.getFirst();
  }

  @Rule("loop.sock-connect.name")
  @Test
  void theHostMayBeAName() throws Exception {
    int port = server().getsockname().port();
    Socket client = client();
    run(() -> {
      await(loop.sockConnect(client, new Address("localhost", port)));
    });
    trace.outcome("its port", () -> client.getpeername().port() == port);
    trace.shouldBe("its port: true");
  }
}
