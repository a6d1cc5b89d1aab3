package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.UsesThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code unix-sockets.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class UnixSocketsTck extends StreamRuleTest {
  private final List<Transport> transports = new ArrayList<>();

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

  /** What a test does with a folder of its own. */
  @FunctionalInterface
  private interface FolderBody {
    void run(Path folder) throws Exception;
  }

  private static void inFolder(FolderBody body) throws Exception {
    Path folder = Files.createTempDirectory("asyncio-tck");
    try {
      body.run(folder);
    } finally {
      try (Stream<Path> left = Files.list(folder)) {
        for (Path each : left.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(folder);
    }
  }

  private void with(Coroutine<Server> starting, Runnable body) throws Exception {
    Server server = run(() -> await(starting));
    try {
      body.run();
    } finally {
      giveUp(server::close);
      transports.forEach(transport -> giveUp(transport::abort));
      settle();
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
            Sockets sockets = bench.sockets();
            Socket client = sockets.socket(sockets.afUnix(), sockets.sockStream());
            client.connect(path);
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
      trace.add("left: " + Files.exists(path));
      with(serverAt(path), () -> trace.add("listens"));
    });
    trace.shouldBe("left: true", "listens");
  }

  @Rule("unix-server.file.refused")
  @Test
  void aFileIsNotReplaced() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("file");
      Files.writeString(path, "text");
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
      with(serverAt(path), () -> trace.add("open: " + Files.exists(path)));
      trace.add("closed: " + Files.exists(path));
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
          () -> trace.add("open: " + Files.exists(path)));
      trace.add("closed: " + Files.exists(path));
    });
    trace.shouldBe("open: true", "closed: true");
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
      trace.add("the other: " + Files.exists(path));
    });
    trace.shouldBe("the other: true");
  }
}
