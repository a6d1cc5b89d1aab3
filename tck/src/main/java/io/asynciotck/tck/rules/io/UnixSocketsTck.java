package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.UsesThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code unix-sockets.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class UnixSocketsTck extends UnixSocketRuleTest {

  /** A protocol that says that it is there. */
  private final class Accepted implements Protocol {
    private final AsyncFuture<@Nullable Void> here;

    Accepted(AsyncFuture<@Nullable Void> here) {
      this.here = here;
    }

    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
      if (!here.isDone()) {
        here.setResult(null);
      }
    }
  }

  private Coroutine<Server> serverAt(Path path) {
    return loop.createUnixServer(Silent::new, path.toString());
  }

  /** A protocol that does nothing. */
  private static final class Silent implements Protocol {}

  @Rule("unix-server.path.listens")
  @Test
  void aServerListensAtItsPath() throws Exception {
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          loop.createUnixServer(() -> new Accepted(here), path),
          callback(() -> {
            client(path);
            runUntil(here);
            trace.add("accepted: " + here.isDone());
          }));
    });
    trace.shouldBe("accepted: true");
  }

  @Rule("unix-connection.path.connects")
  @Test
  void whoListensAtThePathIsConnectedTo() throws Exception {
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          loop.createUnixServer(() -> new Accepted(here), path),
          callback(() -> {
            List<Object> pair = run(() -> await(loop.createUnixConnection(Receiver::new, path)));
            transports.add((Transport) pair.getFirst());
            runUntil(here);
            trace.add("accepted: " + here.isDone());
          }));
    });
    trace.shouldBe("accepted: true");
  }

  /** Connects to a server that is silent, and does something with the pair. */
  private List<Object> connected(Coroutine<List<Object>> connecting) throws Exception {
    List<Object> pair = run(() -> await(connecting));
    transports.add((Transport) pair.getFirst());
    return pair;
  }

  @Rule("unix-connection.pair.protocol")
  @Test
  void theProtocolOfTheFactoryIsGivenBack() throws Exception {
    Receiver protocol = new Receiver();
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          serverAt(path),
          callback(() -> {
            List<Object> pair =
                connected(loop.createUnixConnection(() -> protocol, path.toString()));
            trace.add("the protocol: " + (pair.get(1) == protocol));
          }));
    });
    trace.shouldBe("the protocol: true");
  }

  /** A protocol that sends back what it receives. */
  private final class Echo implements Protocol {
    private @Nullable Transport transport;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
      transports.add(made);
    }

    @Override
    public void dataReceived(byte[] data) {
      if (transport != null) {
        transport.write(data);
      }
    }
  }

  /** A protocol that tells when three bytes have come. */
  private static final class ThreeBytes extends Receiver {
    private final AsyncFuture<@Nullable Void> here;

    ThreeBytes(AsyncFuture<@Nullable Void> here) {
      this.here = here;
    }

    @Override
    public void dataReceived(byte[] data) {
      super.dataReceived(data);
      if (received.length() >= 3 && !here.isDone()) {
        here.setResult(null);
      }
    }
  }

  @Rule("unix-connection.data.both-ways")
  @Test
  void whatIsWrittenIsReceived() throws Exception {
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    ThreeBytes protocol = new ThreeBytes(here);
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          loop.createUnixServer(Echo::new, path),
          callback(() -> {
            List<Object> pair = connected(loop.createUnixConnection(() -> protocol, path));
            ((Transport) pair.getFirst()).write(LETTERS);
            runUntil(here);
          }));
    });
    trace.add("received: " + protocol.received);
    trace.shouldBe("received: abc");
  }

  @Rule("unix-connection.path.bytes")
  @Test
  void thePathOfAConnectionMayBeBytes() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          serverAt(path),
          callback(() -> {
            connected(
                byKeyword(loop, "path")
                    .createUnixConnection(Receiver::new, bytes(path.toString())));
            trace.add("connected");
          }));
    });
    trace.shouldBe("connected");
  }

  @Rule("unix-connection.sock.owned")
  @Test
  void aSocketThatIsConnectedIsUsedAndClosed() throws Exception {
    Connection connection = connection();
    List<Object> pair = connected(loop.createUnixConnection(Receiver::new, connection.near()));
    Transport transport = (Transport) pair.getFirst();
    transport.write(LETTERS);
    settle();
    traceSeen(connection.far());
    transport.close();
    settle();
    traceSeen(connection.far());
    trace.shouldBe("seen: abc", "seen: the end");
  }

  @Rule("unix-connection.sock.blocking")
  @Test
  void theSocketMayBeOneThatBlocks() throws Exception {
    Connection connection = connection();
    connection.near().setblocking(true);
    Transport transport =
        (Transport)
            connected(loop.createUnixConnection(Receiver::new, connection.near())).getFirst();
    transport.write(much());
    trace.add("written");
    traceMuchReceived(connection.far());
    transport.abort(); // it may have a socket of its own by now
    settle();
    trace.shouldBe("written", "received: all of it");
  }

  @Rule("unix-server.accepts.each")
  @Test
  void eachConnectionHasAProtocolOfItsOwn() throws Exception {
    AsyncFuture<@Nullable Void> all = loop.createFuture();
    Set<Protocol> protocols = Collections.newSetFromMap(new IdentityHashMap<>());
    int[] accepted = {0};
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          loop.createUnixServer(
              () ->
                  new Protocol() {
                    @Override
                    public void connectionMade(Transport transport) {
                      transports.add(transport);
                      protocols.add(this);
                      if (++accepted[0] == 3) {
                        all.setResult(null);
                      }
                    }
                  },
              path),
          callback(() -> {
            client(path);
            client(path);
            client(path);
            runUntil(all);
          }));
    });
    trace.add("protocols: " + protocols.size());
    trace.shouldBe("protocols: 3");
  }

  @Rule("unix-server.path.bytes")
  @Test
  void thePathOfAServerMayBeBytes() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          byKeyword(loop, "path").createUnixServer(Silent::new, bytes(path.toString())),
          callback(() -> {
            client(path.toString());
            trace.add("listens");
          }));
    });
    trace.shouldBe("listens");
  }

  @Rule("unix-connection.path.missing")
  @Test
  void whereNobodyListensItRaises() throws Exception {
    inFolder(folder ->
        traceOutcome(
            "create_unix_connection",
            () ->
                await(
                    loop.createUnixConnection(
                        Receiver::new, folder.resolve("nobody").toString()))));
    trace.shouldBe("create_unix_connection: raises OSError");
  }

  @Rule("unix-server.stale.replaced")
  @Test
  void aSocketThatSomebodyHasLeftIsReplaced() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      Path saved = folder.resolve("saved");
      with(serverAt(saved), callback(() -> Files.createLink(path, saved)));
      trace.add("left: " + bench.exists(path));
      with(serverAt(path), () -> trace.add("listens"));
    });
    trace.shouldBe("left: true", "listens");
  }

  @Rule("unix-server.file.refused")
  @Test
  void aFileIsNotReplaced() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("file");
      bench.files().write(path, LETTERS);
      traceOutcome(
          "create_unix_server",
          () -> {
            await(serverAt(path)).close();
            return "listens";
          });
      trace.add("a file: " + Files.isRegularFile(path));
    });
    trace.shouldBe("create_unix_server: raises OSError", "a file: true");
  }

  @Rule("unix-server.cleanup.default")
  @Test
  void theFileIsRemovedWithTheServer() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(serverAt(path), () -> trace.add("open: " + bench.exists(path)));
      trace.add("closed: " + bench.exists(path));
    });
    trace.shouldBe("open: true", "closed: false");
  }

  @Rule("unix-server.cleanup.default")
  @Test
  void theFileIsRemovedThoughSomebodyIsConnected() throws Exception {
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          loop.createUnixServer(() -> new Accepted(here), path.toString()),
          callback(() -> {
            client(path.toString());
            runUntil(here);
            trace.add("open: " + bench.exists(path));
          }));
      trace.add("closed: " + bench.exists(path));
    });
    trace.shouldBe("open: true", "closed: false");
  }

  @Rule("unix-server.cleanup.false")
  @Test
  void theFileStaysIfItIsToStay() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          loop.createUnixServer(Silent::new, path.toString(), false),
          () -> trace.add("open: " + bench.exists(path)));
      trace.add("closed: " + bench.exists(path));
    });
    trace.shouldBe("open: true", "closed: true");
  }

  @Rule("unix-server.cleanup.replaced")
  @Test
  void aSecondCloseLeavesTheFileOfTheNextServer() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      Server first = run(() -> await(serverAt(path)));
      giveUp(first::close);
      settle();
      with(
          serverAt(path),
          callback(() -> {
            giveUp(first::close);
            settle();
            trace.add("that of the next: " + bench.exists(path));
          }));
    });
    trace.shouldBe("that of the next: true");
  }

  @Rule("unix-server.cleanup.replaced")
  @Test
  void anotherSocketInItsPlaceStays() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      Path other = folder.resolve("other");
      with(
          serverAt(other),
          callback(() ->
              with(
                  serverAt(path),
                  callback(() -> {
                    Files.delete(path);
                    Files.createLink(path, other);
                  }))));
      trace.add("the other: " + bench.exists(path));
    });
    trace.shouldBe("the other: true");
  }
}
