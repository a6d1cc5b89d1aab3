package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.UsesThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code unix-streams.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class UnixStreamsTck extends UnixSocketRuleTest {
  private static final int UNDER_64_KIB = 60_000;
  private static final int OVER_64_KIB = 70_000;
  private static final int LIMIT = 10;

  /** A loop may close one that nobody holds. */
  private final List<StreamWriter> writers = new ArrayList<>();

  private void keep(StreamWriter writer) {
    writers.add(writer);
    transports.add(writer.transport());
  }

  /** A protocol that greets, and then ends. */
  private final class Greeting implements Protocol {
    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
      transport.write(LETTERS);
      transport.close();
    }
  }

  @Rule("open-unix-connection.pair.streams")
  @Test
  void aConnectionHasAReaderAndAWriter() throws Exception {
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          loop.createUnixServer(Greeting::new, path),
          callback(() -> {
            List<Object> pair = run(() -> await(asyncio.openUnixConnection(path)));
            keep((StreamWriter) pair.get(1));
            AsyncFuture<byte[]> reading = begin(((StreamReader) pair.get(0)).read());
            runUntil(reading);
            trace.add("read: " + outcome(reading));
          }));
    });
    trace.shouldBe("read: abc");
  }

  @Rule("open-unix-connection.path.missing")
  @Test
  void whereNobodyListensItRaises() throws Exception {
    inFolder(folder ->
        traceOutcome(
            "open_unix_connection",
            () -> await(asyncio.openUnixConnection(folder.resolve("nobody").toString()))));
    trace.shouldBe("open_unix_connection: raises OSError");
  }

  @Rule("open-unix-connection.limit.given")
  @Test
  void theLimitIsTheOneThatWasGiven() throws Exception {
    // Whether the separator counts is left open.
    traceLine(LIMIT - 1);
    traceLine(LIMIT + 1);
    trace.shouldBe("9: 10", "11: raises LimitOverrunException");
  }

  /** Has a line of this many letters come from a server, and traces what becomes of it. */
  private void traceLineFromAServer(int letters) throws Exception {
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          asyncio.startUnixServer(
              (reader, writer) -> {
                keep(writer);
                writer.write(letters(letters));
                writer.write(bytes("\n"));
                return null;
              },
              path),
          callback(() -> {
            Asyncio named = byKeyword(asyncio, "path");
            List<Object> pair = run(() -> await(named.openUnixConnection(path)));
            keep((StreamWriter) pair.get(1));
            AsyncFuture<byte[]> reading = begin(((StreamReader) pair.get(0)).readuntil());
            runUntil(reading);
            trace.outcome(String.valueOf(letters), () -> reading.result().length);
          }));
    });
  }

  @Rule("open-unix-connection.limit.default")
  @Test
  void theLimitIs64KiB() throws Exception {
    traceLineFromAServer(UNDER_64_KIB);
    traceLineFromAServer(OVER_64_KIB);
    trace.shouldBe("60000: 60001", "70000: raises LimitOverrunException");
  }

  private void traceLine(int length) throws Exception {
    Connection connection = connection();
    List<Object> pair = run(() -> await(asyncio.openUnixConnection(connection.near(), LIMIT)));
    StreamReader reader = (StreamReader) pair.get(0);
    try {
      connection.far().sendall(letters(length));
      connection.far().sendall(bytes("\n"));
      settle();
      trace.outcome(
          String.valueOf(length), () -> run(() -> await(reader.readuntil(bytes("\n")))).length);
    } finally {
      giveUp(() -> ((StreamWriter) pair.get(1)).transport().abort());
      settle();
    }
  }

  @Rule("open-unix-connection.sock.owned")
  @Test
  void theSocketIsTheWriters() throws Exception {
    Connection connection = connection();
    List<Object> pair = run(() -> await(asyncio.openUnixConnection(connection.near(), LIMIT)));
    StreamWriter writer = (StreamWriter) pair.get(1);
    writer.close();
    settle();
    traceSeen(connection.far());
    giveUp(() -> writer.transport().abort());
    settle();
    trace.shouldBe("seen: the end");
  }

  @Rule("start-unix-server.callback.plain")
  @Test
  void aPlainCallbackIsCalledForAClient() throws Exception {
    AsyncFuture<@Nullable Void> called = loop.createFuture();
    int[] calls = {0};
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          asyncio.startUnixServer(
              (reader, writer) -> {
                keep(writer);
                if (calls[0]++ == 0) {
                  called.setResult(null);
                }
                return null;
              },
              path),
          callback(() -> {
            client(path);
            runUntil(called);
            settle();
          }));
    });
    trace.add("calls: " + calls[0]);
    trace.shouldBe("calls: 1");
  }

  @Rule("start-unix-server.callback.coroutine")
  @Test
  void aCoroutineRunsAsATaskWithTheStreamsOfTheClient() throws Exception {
    AsyncFuture<String> done = loop.createFuture();
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          asyncio.startUnixServer(
              (reader, writer) -> {
                keep(writer);
                return coroutine(() -> {
                  String read = text(await(reader.readexactly(3)));
                  done.setResult(asyncio.currentTask() == null ? "no task" : read);
                });
              },
              path),
          callback(() -> {
            client(path).sendall(LETTERS);
            runUntil(done);
            trace.add("read: " + done.result());
          }));
    });
    trace.shouldBe("read: abc");
  }

  @Rule("start-unix-server.limit.given")
  @Test
  void theLimitOfAServerIsThatOfItsReaders() throws Exception {
    traceLineAtServer("read", 11, (handler, path) -> asyncio.startUnixServer(handler, path, LIMIT));
    trace.shouldBe("read: raises LimitOverrunException");
  }

  /** Sends a line of this many letters to a server, and traces what becomes of it. */
  private void traceLineAtServer(
      String what, int letters, BiFunction<StreamHandler, String, Coroutine<Server>> starting)
      throws Exception {
    AsyncFuture<Integer> outcome = loop.createFuture();
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      with(
          starting.apply(
              (reader, writer) -> {
                keep(writer);
                return coroutine(() -> {
                  try {
                    outcome.setResult(await(reader.readuntil()).length);
                  } catch (Exception raised) {
                    outcome.setException(raised);
                  }
                });
              },
              path),
          callback(() -> {
            Socket client = client(path);
            client.sendall(letters(letters));
            client.sendall(bytes("\n"));
            runUntil(outcome);
            trace.outcome(what, outcome::result);
          }));
    });
  }

  @Rule("start-unix-server.limit.default")
  @Test
  void theLimitOfAServerIs64KiB() throws Exception {
    traceLineAtServer("60000", UNDER_64_KIB, asyncio::startUnixServer);
    traceLineAtServer("70000", OVER_64_KIB, asyncio::startUnixServer);
    trace.shouldBe("60000: 60001", "70000: raises LimitOverrunException");
  }

  @Rule("start-unix-server.cleanup.false")
  @Test
  void theFileStaysIfItIsNotToBeRemoved() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          byKeyword(asyncio, "path")
              .startUnixServer((reader, writer) -> null, path.toString(), false),
          () -> trace.add("open: " + bench.exists(path)));
      trace.add("closed: " + bench.exists(path));
    });
    trace.shouldBe("open: true", "closed: true");
  }

  @Rule("start-unix-server.cleanup.default")
  @Test
  void theFileIsRemovedWithTheServer() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          asyncio.startUnixServer((reader, writer) -> null, path.toString()),
          () -> trace.add("open: " + bench.exists(path)));
      trace.add("closed: " + bench.exists(path));
    });
    trace.shouldBe("open: true", "closed: false");
  }

  @Rule("start-unix-server.sock.serves")
  @Test
  void aServerServesAtASocketThatWasGiven() throws Exception {
    AsyncFuture<@Nullable Void> called = loop.createFuture();
    Sockets sockets = bench.sockets();
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      Socket socket = sockets.socket(sockets.afUnix(), sockets.sockStream());
      socket.bind(path);
      with(
          asyncio.startUnixServer(
              (reader, writer) -> {
                keep(writer);
                called.setResult(null);
                return null;
              },
              socket),
          callback(() -> {
            client(path);
            runUntil(called);
            trace.add("called: " + called.isDone());
          }));
    });
    trace.shouldBe("called: true");
  }

  @Rule("start-unix-server.sock.closed")
  @Test
  void theSocketThatWasGivenIsClosedWithTheServer() throws Exception {
    Sockets sockets = bench.sockets();
    inFolder(folder -> {
      String path = folder.resolve("socket").toString();
      Socket socket = sockets.socket(sockets.afUnix(), sockets.sockStream());
      socket.bind(path);
      Server server = run(() -> await(asyncio.startUnixServer((reader, writer) -> null, socket)));
      server.close();
      settle();
      try {
        client(path);
        trace.add("connected");
      } catch (IOException refused) {
        trace.add("refused");
      }
    });
    trace.shouldBe("refused");
  }

  @Rule("open-unix-connection.path.object")
  @Test
  void thePathOfAConnectionMayBeAnObject() throws Exception {
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          loop.createUnixServer(Greeting::new, path.toString()),
          callback(() -> {
            List<Object> pair = run(() -> await(asyncio.openUnixConnection(path)));
            keep((StreamWriter) pair.get(1));
            trace.add("connected");
          }));
    });
    trace.shouldBe("connected");
  }

  @Rule("start-unix-server.path.object")
  @Test
  void thePathOfAServerMayBeAnObject() throws Exception {
    AsyncFuture<@Nullable Void> called = loop.createFuture();
    inFolder(folder -> {
      Path path = folder.resolve("socket");
      with(
          asyncio.startUnixServer(
              (reader, writer) -> {
                keep(writer);
                if (!called.isDone()) {
                  called.setResult(null);
                }
                return null;
              },
              path),
          callback(() -> {
            client(path.toString());
            runUntil(called);
            trace.add("called: " + called.isDone());
          }));
    });
    trace.shouldBe("called: true");
  }
}
