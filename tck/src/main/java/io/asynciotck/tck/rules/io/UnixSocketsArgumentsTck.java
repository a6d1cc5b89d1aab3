package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code unix-sockets.md}: path objects, and sockets in place of paths. */
@UsesThreads // Connections of the system need not be there at once.
final class UnixSocketsArgumentsTck extends UnixSocketRuleTest {
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
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          loop.createUnixServer(Accepted::new, bound(path), true),
          () -> trace.add("open: " + bench.exists(path)));
      trace.add("closed: " + bench.exists(path));
    });
    trace.shouldBe("open: true", "closed: false");
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
}
