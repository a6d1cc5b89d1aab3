package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code unix-sockets.md}: path objects, and sockets in place of paths. */
@UsesThreads // Connections of the system need not be there at once.
final class UnixSocketsArgumentsTck extends UnixSocketRuleTest {
  private static final int FEW = 1;
  private static final int MANY = 50;
  private static final int USUAL = 100;

  private @Nullable AsyncFuture<@Nullable Void> accepted;

  /** A protocol that says that it is there. */
  private final class Accepted implements Protocol {
    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
      if (accepted != null && !accepted.isDone()) {
        accepted.setResult(null);
      }
    }
  }

  private Socket bound(Path path) throws IOException {
    Sockets sockets = bench.sockets();
    Socket socket = sockets.socket(sockets.afUnix(), sockets.sockStream());
    socket.bind(path.toString());
    return socket;
  }

  /** Traces whether a client has been accepted when the loop has come to rest, or before. */
  private void traceAccepted() {
    AsyncFuture<@Nullable Void> here = loop.createFuture();
    accepted = here;
    runUntil(here);
    trace.add("accepted: " + here.isDone());
  }

  @Rule("unix-server.path.object")
  @Test
  void thePathOfAServerMayBeAnObject() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          loop.createUnixServer(Accepted::new, path),
          callback(() -> {
            client(path.toString());
            traceAccepted();
          }));
    });
    trace.shouldBe("accepted: true");
  }

  @Rule("unix-connection.path.object")
  @Test
  void thePathOfAConnectionMayBeAnObject() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          loop.createUnixServer(Accepted::new, path.toString()),
          callback(() -> {
            transports.add(
                (Transport)
                    run(() -> await(loop.createUnixConnection(Receiver::new, path))).getFirst());
            trace.add("connected");
          }));
    });
    trace.shouldBe("connected");
  }

  @Rule("unix-server.sock.serves")
  @Test
  void aServerServesAtASocketThatIsBound() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          loop.createUnixServer(Accepted::new, bound(path), true),
          callback(() -> {
            client(path.toString());
            traceAccepted();
          }));
    });
    trace.shouldBe("accepted: true");
  }

  @Rule("unix-server.cleanup.sock")
  @RestsOn(Ground.UNIX_CLEANUP)
  @Test
  void theFileOfASocketThatWasGivenIsRemoved() throws Exception {
    traceFileOf(socket -> loop.createUnixServer(Accepted::new, socket, true));
    trace.shouldBe("open: true", "closed: false");
  }

  @Rule("unix-server.cleanup.false")
  @RestsOn(Ground.UNIX_CLEANUP)
  @Test
  void theFileOfASocketThatWasGivenStaysIfItIsToStay() throws Exception {
    traceFileOf(socket -> loop.createUnixServer(Accepted::new, false, socket));
    trace.shouldBe("open: true", "closed: true");
  }

  /** Whether the file of a socket is there while a server has it, and when that is closed. */
  private void traceFileOf(Function<Socket, Coroutine<Server>> server) throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(server.apply(bound(path)), () -> trace.add("open: " + bench.exists(path)));
      trace.add("closed: " + bench.exists(path));
    });
  }

  @Rule("unix-server.start-serving.false")
  @Test
  void aServerAcceptsWhenItIsStarted() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      Socket socket = bound(path);
      socket.listen(1);
      Server server = run(() -> await(loop.createUnixServer(Accepted::new, socket, false)));
      client(path.toString());
      settle();
      trace.add("before: " + transports.size());
      begin(server.startServing());
      for (int turns = 0; transports.isEmpty() && turns < 20; turns++) {
        settle();
      }
      trace.add("then: " + transports.size());
      giveUp(server::close);
      transports.forEach(transport -> giveUp(((Transport) transport)::abort));
      settle();
    });
    trace.shouldBe("before: 0", "then: 1");
  }

  @Rule("unix-server.sock.with-path")
  @Test
  void aServerAtAPathAndASocketIsRefused() throws Exception {
    inFolder(folder -> {
      Socket socket = bound(folder.resolve("socket"));
      String path = folder.resolve("other").toString();
      traceOutcome(
          "create_unix_server", () -> await(loop.createUnixServer(Accepted::new, path, socket)));
    });
    trace.shouldBe("create_unix_server: raises IllegalArgumentException");
  }

  @Rule("unix-server.path.none")
  @Test
  void aServerWithoutAPathIsRefused() throws Exception {
    traceOutcome("create_unix_server", () -> await(loop.createUnixServer(Accepted::new)));
    trace.shouldBe("create_unix_server: raises IllegalArgumentException");
  }

  @Rule("unix-connection.sock.with-path")
  @Test
  void aConnectionToAPathAndASocketIsRefused() throws Exception {
    Socket near = connection().near();
    traceOutcome(
        "create_unix_connection",
        () -> await(loop.createUnixConnection(Receiver::new, "/nowhere", near)));
    trace.shouldBe("create_unix_connection: raises IllegalArgumentException");
  }

  @Rule("unix-connection.path.none")
  @Test
  void aConnectionWithoutAPathIsRefused() throws Exception {
    traceOutcome("create_unix_connection", () -> await(loop.createUnixConnection(Receiver::new)));
    trace.shouldBe("create_unix_connection: raises IllegalArgumentException");
  }

  /** Leaves a socket at a path, as who has crashed does. */
  private Path left(Path path) throws IOException {
    bound(path).close();
    trace.add("left: " + bench.exists(path));
    return path;
  }

  private void traceListening(Coroutine<Server> starting) throws Exception {
    with(starting, () -> trace.add("listens"));
  }

  @Rule("unix-server.stale.replaced")
  @Test
  void whateverThePathIsWhatWasLeftThereIsReplaced() throws Exception {
    inFolder(folder -> {
      Path first = left(folder.resolve("first"));
      traceListening(loop.createUnixServer(Accepted::new, bytes(first.toString())));
      traceListening(loop.createUnixServer(Accepted::new, left(folder.resolve("second"))));
    });
    trace.shouldBe("left: true", "listens", "left: true", "listens");
  }

  @Rule("unix-server.cleanup.default")
  @RestsOn(Ground.UNIX_CLEANUP)
  @Test
  void whateverThePathIsTheFileIsRemoved() throws Exception {
    inFolder(folder -> {
      Path first = folder.resolve("first");
      traceListening(loop.createUnixServer(Accepted::new, bytes(first.toString())));
      trace.add("closed: " + bench.exists(first));
      Path second = folder.resolve("second");
      traceListening(loop.createUnixServer(Accepted::new, second));
      trace.add("closed: " + bench.exists(second));
    });
    trace.shouldBe("listens", "closed: false", "listens", "closed: false");
  }

  @Rule("unix-server.cleanup.default")
  @RestsOn(Ground.UNIX_CLEANUP)
  @Test
  void ofSeveralServersEachRemovesItsFile() throws Exception {
    inFolder(folder -> {
      Path first = folder.resolve("first");
      Path second = folder.resolve("second");
      with(
          loop.createUnixServer(Accepted::new, first.toString()),
          callback(() -> {
            traceListening(loop.createUnixServer(Accepted::new, second.toString()));
            trace.add("first: " + bench.exists(first) + ", second: " + bench.exists(second));
          }));
      trace.add("first: " + bench.exists(first) + ", second: " + bench.exists(second));
    });
    trace.shouldBe("listens", "first: true, second: false", "first: false, second: false");
  }

  @Rule("unix-server.cleanup.default")
  @RestsOn(Ground.UNIX_CLEANUP)
  @Test
  void theFileIsRemovedBehindABlock() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      run(() -> {
        Server server = await(loop.createUnixServer(Accepted::new, path.toString()));
        await(server.enter());
        trace.add("open: " + bench.exists(path));
        await(server.exit(null, null, null));
        trace.add("closed: " + bench.exists(path));
      });
    });
    trace.shouldBe("open: true", "closed: false");
  }

  @Rule("unix-server.cleanup.sock")
  @RestsOn(Ground.UNIX_CLEANUP)
  @Test
  void theFileIsRemovedThoughTheServerWasNeverStarted() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          loop.createUnixServer(Accepted::new, bound(path), false),
          () -> trace.add("open: " + bench.exists(path)));
      trace.add("closed: " + bench.exists(path));
    });
    trace.shouldBe("open: true", "closed: false");
  }

  @Rule("unix-server.sockets.one")
  @Test
  void aServerHasTheSocketThatItListensAt() throws Exception {
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      Server server = run(() -> await(loop.createUnixServer(Accepted::new, path)));
      trace.add("sockets: " + server.sockets().size());
      giveUp(server::close);
      settle();
    });
    trace.shouldBe("sockets: 1");
  }

  /** A name that has no file, of which a system may know nothing. */
  private static String withoutFile(Path name) {
    return "\0" + name;
  }

  /** Makes a socket that listens at such a name. */
  private Socket listening(String name) throws Exception {
    Sockets sockets = bench.sockets();
    Socket socket = sockets.socket(sockets.afUnix(), sockets.sockStream());
    try {
      socket.bind(name);
    } catch (IOException noSuchNames) {
      throw new NotClaimedError("the system has no abstract names");
    }
    socket.listen(5);
    return socket;
  }

  private void traceConnected(Coroutine<List<Object>> connecting) throws Exception {
    transports.add((Transport) run(() -> await(connecting)).getFirst());
    trace.add("connected");
  }

  private void traceServes(Coroutine<Server> serving, String name) throws Exception {
    with(
        serving,
        callback(() -> {
          client(name);
          traceAccepted();
        }));
  }

  @Rule("unix-connection.path.abstract")
  @NeedsOperatingSystem
  @Test
  void whoListensAtANameWithoutAFileIsConnectedTo() throws Exception {
    inFolder(folder -> {
      String name = withoutFile(folder.resolve("socket"));
      listening(name);
      for (int time = 0; time < 2; time++) {
        traceConnected(loop.createUnixConnection(Receiver::new, name));
      }
      transports.forEach(transport -> giveUp(((Transport) transport)::abort));
      settle();
    });
    trace.shouldBe("connected", "connected");
  }

  @Rule("unix-connection.path.abstract")
  @NeedsOperatingSystem
  @Test
  void whoListensAtBytesWithoutAFileIsConnectedTo() throws Exception {
    inFolder(folder -> {
      String name = withoutFile(folder.resolve("socket"));
      listening(name);
      traceConnected(loop.createUnixConnection(Receiver::new, bytes(name)));
      giveUp(((Transport) transports.getFirst())::abort);
      settle();
    });
    trace.shouldBe("connected");
  }

  @Rule("unix-server.path.abstract")
  @NeedsOperatingSystem
  @Test
  void aServerListensAtANameWithoutAFile() throws Exception {
    inFolder(folder -> {
      listening(withoutFile(folder.resolve("other"))).close();
      String name = withoutFile(folder.resolve("socket"));
      for (int time = 0; time < 2; time++) {
        traceServes(loop.createUnixServer(Accepted::new, name), name);
      }
    });
    trace.shouldBe("accepted: true", "accepted: true");
  }

  @Rule("unix-server.path.abstract")
  @NeedsOperatingSystem
  @Test
  void aServerListensAtBytesWithoutAFile() throws Exception {
    inFolder(folder -> {
      listening(withoutFile(folder.resolve("other"))).close();
      String name = withoutFile(folder.resolve("socket"));
      traceServes(loop.createUnixServer(Accepted::new, bytes(name)), name);
    });
    trace.shouldBe("accepted: true");
  }

  @Rule("unix-server.backlog.most")
  @Test
  void noMoreClientsWaitThanTheServerHasSaid() throws Exception {
    int connected =
        connected(MANY, (idle, path) -> idle.createUnixServer(Accepted::new, path, FEW));
    trace.add("all of them: " + (connected == MANY));
    trace.shouldBe("all of them: false");
  }

  @Rule("unix-server.backlog.default")
  @Test
  void aHundredClientsMayWait() throws Exception {
    int connected = connected(USUAL, (idle, path) -> idle.createUnixServer(Accepted::new, path));
    trace.add("connected: " + connected);
    trace.shouldBe("connected: " + USUAL);
  }

  /** Returns how many of some clients are connected to a server whose loop does not run. */
  private int connected(int clients, BiFunction<EventLoop, String, Coroutine<Server>> starting)
      throws Exception {
    int[] connected = {0};
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      EventLoop idle = bench.newLoop();
      Server server = idle.runUntilComplete(starting.apply(idle, path));
      try {
        int before = bench.descriptors().size();
        while (connected[0] < clients && isConnected(path)) {
          connected[0]++;
        }
        if (connected[0] == clients && bench.descriptors().size() > before + clients) {
          throw new NotClaimedError("connections are accepted while the loop does nothing");
        }
      } finally {
        giveUp(server::close);
        bench.settle(idle);
      }
    });
    return connected[0];
  }

  /** Connects a client that does not wait; the system refuses it if too many wait already. */
  private boolean isConnected(String path) throws IOException {
    Sockets sockets = bench.sockets();
    Socket client = sockets.socket(sockets.afUnix(), sockets.sockStream());
    client.setblocking(false);
    try {
      client.connect(path);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
