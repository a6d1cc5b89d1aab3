package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code streams.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class StreamsTck extends StreamRuleTest {
  private static final int UNDER_64_KIB = 60_000;
  private static final int OVER_64_KIB = 70_000;
  private static final int LIMIT = 10;

  // open_connection

  @Rule("open-connection.pair.streams")
  @Test
  void aConnectionHasAReaderAndAWriter() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("a"));
      traceOutcome("read", reader.read(10));
      writer.write(bytes("def"));
      settle();
      traceSeen(far);
    });
    trace.shouldBe("read: a", "seen: def");
  }

  @Rule("open-connection.pair.coroutine")
  @Test
  void aTaskIsMadeOfIt() throws Exception {
    Connection connection = connection();
    traceTask(() -> {
      List<Object> pair = inATask(asyncio.openConnection(connection.near()));
      ((StreamWriter) pair.get(1)).transport().abort();
      settle();
    });
    shouldBeATask();
  }

  @Rule("open-connection.address.connects")
  @Test
  void whoListensAtTheAddressIsConnectedTo() throws Exception {
    Socket server = listening();
    Address address = server.getsockname();
    Asyncio named = byKeyword(asyncio, "host", "port");
    List<Object> pair = run(() -> await(named.openConnection(address.host(), address.port())));
    Socket far = accepted(server);
    far.setblocking(true);
    StreamWriter writer = (StreamWriter) pair.get(1);
    try {
      far.sendall(bytes("abc"));
      far.close();
      trace.add("read: " + text(run(() -> await(((StreamReader) pair.get(0)).read()))));
    } finally {
      giveUp(() -> writer.transport().abort());
      settle();
    }
    trace.shouldBe("read: abc");
  }

  @Rule("open-connection.address.refused")
  @Test
  void whereNobodyListensItRaises() throws Exception {
    Socket server = listening();
    Address address = server.getsockname();
    server.close();
    traceOutcome(
        "open_connection", () -> await(asyncio.openConnection(address.host(), address.port())));
    trace.shouldBe("open_connection: raises OSError");
  }

  @Rule("open-connection.sock.owned")
  @Test
  void theSocketIsTheWriters() throws Exception {
    withStreams((far, reader, writer) -> {
      writer.close();
      settle();
      traceSeen(far);
    });
    trace.shouldBe("seen: the end");
  }

  /** Has a line of this many letters come, and traces whether it can be read. */
  private void traceLine(int letters, Socket far, StreamReader reader) throws Exception {
    far.sendall(letters(letters));
    far.sendall(bytes("\n"));
    AsyncFuture<byte[]> reading = begin(reader.readuntil(bytes("\n")));
    runUntil(reading);
    String outcome = outcome(reading);
    trace.add(letters + ": " + (outcome.startsWith("a") ? "read" : outcome));
  }

  @Rule("open-connection.limit.default")
  @Test
  void theLimitIs64KiB() throws Exception {
    withStreams((far, reader, writer) -> traceLine(UNDER_64_KIB, far, reader));
    withStreams((far, reader, writer) -> traceLine(OVER_64_KIB, far, reader));
    trace.shouldBe("60000: read", "70000: raises LimitOverrunException");
  }

  @Rule("open-connection.limit.given")
  @Test
  void theLimitIsTheOneThatWasGiven() throws Exception {
    // Whether the separator counts is left open.
    withStreams(LIMIT, (far, reader, writer) -> traceLine(LIMIT - 1, far, reader));
    withStreams(LIMIT, (far, reader, writer) -> traceLine(LIMIT + 1, far, reader));
    trace.shouldBe("9: read", "11: raises LimitOverrunException");
  }

  // start_server

  private final List<StreamWriter> writers = new ArrayList<>();

  /** What a test does with the clients of a server. */
  @FunctionalInterface
  private interface ServerBody {
    void run(Address address) throws Exception;
  }

  private StreamHandler kept(StreamHandler handler) {
    return (reader, writer) -> {
      writers.add(writer);
      return handler.clientConnected(reader, writer);
    };
  }

  private void with(Coroutine<Server> starting, Address address, ServerBody body) throws Exception {
    Server server = run(() -> await(starting));
    try {
      body.run(address);
    } finally {
      giveUp(server::close);
      writers.forEach(writer -> giveUp(() -> writer.transport().abort()));
      settle();
    }
  }

  private void with(StreamHandler handler, ServerBody body) throws Exception {
    Socket socket = listening();
    with(asyncio.startServer(kept(handler), socket), socket.getsockname(), body);
  }

  @Rule("start-server.callback.plain")
  @Test
  void aPlainCallbackIsCalledForAClient() throws Exception {
    AsyncFuture<@Nullable Void> called = loop.createFuture();
    int[] calls = {0};
    with(
        (reader, writer) -> {
          if (calls[0]++ == 0) {
            called.setResult(null);
          }
          return null;
        },
        address -> {
          client(address);
          loop.runUntilComplete(called);
          settle();
          trace.add("calls: " + calls[0]);
        });
    trace.shouldBe("calls: 1");
  }

  @Rule("start-server.callback.coroutine")
  @Test
  void aCoroutineRunsAsATask() throws Exception {
    AsyncFuture<String> task = loop.createFuture();
    with(
        (reader, writer) ->
            coroutine(() -> {
              yieldOnce();
              task.setResult(asyncio.currentTask() == null ? "none" : "its own");
            }),
        address -> {
          client(address);
          trace.add("task: " + loop.runUntilComplete(task));
        });
    trace.shouldBe("task: its own");
  }

  @Rule("start-server.callback.coroutine")
  @Test
  void theConnectionIsThereWhenTheTaskHasEnded() throws Exception {
    AsyncFuture<StreamWriter> served = loop.createFuture();
    with(
        (reader, writer) -> coroutine(() -> served.setResult(writer)),
        address -> {
          Socket client = client(address);
          StreamWriter writer = loop.runUntilComplete(served);
          settle();
          trace.add("closing: " + writer.isClosing());
          writer.write(bytes("late"));
          traceAnswer(client);
        });
    trace.shouldBe("closing: false", "answer: late");
  }

  @Rule("start-server.callback.each")
  @Test
  void theCallbackIsCalledForEachClient() throws Exception {
    List<String> names = new ArrayList<>();
    AsyncFuture<@Nullable Void> all = loop.createFuture();
    with(
        (reader, writer) ->
            coroutine(() -> {
              names.add(text(await(reader.readexactly(1))));
              if (names.size() == 3) {
                all.setResult(null);
              }
            }),
        address -> {
          for (String name : List.of("a", "b", "c")) {
            client(address).sendall(bytes(name));
          }
          loop.runUntilComplete(all);
        });
    trace.add(new TreeSet<>(names));
    trace.shouldBe("[a, b, c]");
  }

  @Rule("start-server.callback.coroutine")
  @Test
  void whoIsSlowKeepsNobodyFromBeingServed() throws Exception {
    List<String> names = new ArrayList<>();
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    AsyncFuture<@Nullable Void> served = loop.createFuture();
    with(
        (reader, writer) ->
            coroutine(() -> {
              if (!begun.isDone()) {
                begun.setResult(null);
              }
              names.add(text(await(reader.read(1))));
              if (!served.isDone()) {
                served.setResult(null);
              }
            }),
        address -> {
          Socket slow = client(address);
          loop.runUntilComplete(begun);
          client(address).sendall(bytes("b"));
          runUntil(served);
          trace.add(names);
          slow.sendall(bytes("a"));
          settle();
        });
    trace.shouldBe("[b]");
  }

  @Rule("start-server.streams.own")
  @Test
  void theStreamsAreThoseOfTheClient() throws Exception {
    with(
        (reader, writer) ->
            coroutine(() -> {
              byte[] name = await(reader.readexactly(1));
              writer.write(name);
              writer.writeEof();
            }),
        address -> {
          Socket one = client(address);
          Socket other = client(address);
          for (Socket socket : List.of(other, one)) {
            socket.sendall(bytes(socket == one ? "1" : "2"));
          }
          for (Socket socket : List.of(one, other)) {
            traceAnswer(socket);
          }
        });
    trace.shouldBe("answer: 1", "answer: 2");
  }

  @Rule("start-server.streams.coroutine")
  @Test
  void aTaskIsMadeOfAStart() throws Exception {
    Socket socket = listening();
    traceTask(() -> inATask(asyncio.startServer(kept((reader, writer) -> null), socket)).close());
    shouldBeATask();
  }

  /** Waits, while the loop runs, until a client sees something, and traces that. */
  private void traceAnswer(Socket client) throws Exception {
    byte[] seen = tryToRead(client);
    for (int turns = 0; seen == null && turns < 20; turns++) {
      settle();
      seen = tryToRead(client);
    }
    trace.add("answer: " + (seen == null ? "none" : seen.length == 0 ? "the end" : text(seen)));
  }

  @Rule("start-server.limit.default")
  @Test
  void theLimitOfAServerIs64KiB() throws Exception {
    traceLineAtServer(UNDER_64_KIB);
    traceLineAtServer(OVER_64_KIB);
    trace.shouldBe("60000: 60001", "70000: raises LimitOverrunException");
  }

  /** Sends a line of this many letters to a server, and traces what it reads. */
  private void traceLineAtServer(int letters) throws Exception {
    AsyncFuture<Integer> outcome = loop.createFuture();
    with(
        (reader, writer) ->
            coroutine(() -> {
              try {
                outcome.setResult(await(reader.readuntil()).length);
              } catch (Exception raised) {
                outcome.setException(raised);
              }
            }),
        address -> {
          Socket client = client(address);
          client.sendall(letters(letters));
          client.sendall(bytes("\n"));
          trace.outcome(String.valueOf(letters), () -> loop.runUntilComplete(outcome));
        });
  }

  @Rule("start-server.limit.given")
  @Test
  void theLimitOfAServerIsThatOfItsReaders() throws Exception {
    Deque<AsyncFuture<String>> outcomes = new ArrayDeque<>();
    Socket socket = listening();
    with(
        asyncio.startServer(
            kept((reader, writer) ->
                coroutine(() -> {
                  try {
                    outcomes.getLast().setResult(text(await(reader.readuntil())));
                  } catch (Exception raised) {
                    outcomes.getLast().setException(raised);
                  }
                })),
            socket,
            LIMIT),
        socket.getsockname(),
        address -> {
          for (String client : List.of("first", "second")) {
            AsyncFuture<String> outcome = loop.createFuture();
            outcomes.add(outcome);
            client(address).sendall(bytes("0123456789a\n"));
            trace.outcome(client, () -> loop.runUntilComplete(outcome));
          }
        });
    trace.shouldBe("first: raises LimitOverrunException", "second: raises LimitOverrunException");
  }

  @Rule("start-server.sock.owned")
  @RestsOn(Ground.SERVER_CLOSE)
  @Test
  void theSocketIsTheServers() throws Exception {
    Socket socket = listening();
    Address address = socket.getsockname();
    Server server = run(() -> await(asyncio.startServer(kept((reader, writer) -> null), socket)));
    server.close();
    settle();
    traceRefused(address);
    trace.shouldBe("refused");
  }

  @Rule("start-server.callback.raises")
  @Test
  void whatACoroutineRaisesIsReported() throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    loop.setExceptionHandler((its, context) ->
        trace.add("reported: " + Outcome.nameOf((Throwable) context.get("exception"))));
    with(
        (reader, writer) ->
            coroutine(() -> {
              begun.setResult(null);
              throw new Boom("handler");
            }),
        address -> {
          client(address);
          loop.runUntilComplete(begun);
          settle();
        });
    trace.shouldBe("reported: Boom(handler)");
  }

  @Rule("start-server.callback.raises-closes")
  @Test
  void whoseCoroutineRaisesIsHungUpOn() throws Exception {
    loop.setExceptionHandler((its, context) -> {});
    with(
        (reader, writer) ->
            coroutine(() -> {
              throw new Boom("handler");
            }),
        address -> {
          Socket client = client(address);
          traceAnswer(client);
        });
    trace.shouldBe("answer: the end");
  }

  @Rule("start-server.callback.plain-raises")
  @Test
  void whosePlainCallbackRaisesIsHungUpOn() throws Exception {
    loop.setExceptionHandler((its, context) ->
        trace.add("reported: " + Outcome.nameOf((Throwable) context.get("exception"))));
    with(
        (reader, writer) -> {
          throw new IllegalStateException("callback");
        },
        address -> {
          Socket client = client(address);
          traceAnswer(client);
        });
    trace.shouldBe("reported: IllegalStateException", "answer: the end");
  }

  @Rule("open-connection.arguments.passed")
  @Test
  void theConnectionComesFromTheAddressThatWasGiven() throws Exception {
    Socket server = listening();
    server.setblocking(false);
    Address address = server.getsockname();
    Address own = new Address(address.host(), freePort());
    List<Object> pair =
        run(() -> await(asyncio.openConnection(address.host(), address.port(), own)));
    try {
      List<Object> accepted = run(() -> await(loop.sockAccept(server)));
      ((Socket) accepted.getFirst()).close();
      Object port = ((List<?>) accepted.get(1)).get(1);
      trace.add("from the port: " + port.equals(own.port()));
    } finally {
      giveUp(() -> ((StreamWriter) pair.get(1)).transport().abort());
      settle();
    }
    trace.shouldBe("from the port: true");
  }

  @Rule("open-connection.arguments.passed")
  @Test
  void theHostIsLookedUpAsWasSaid() throws Exception {
    Address address = listening().getsockname();
    Object family = bench.sockets().afInet();
    Object numeric = bench.sockets().aiNumerichost();
    for (String host : List.of("localhost", address.host())) {
      traceOutcome(
          host,
          () -> {
            List<Object> pair =
                await(asyncio.openConnection(host, address.port(), family, numeric));
            ((StreamWriter) pair.get(1)).transport().abort();
            return "connected";
          });
    }
    settle();
    trace.shouldBe("localhost: raises OSError", address.host() + ": connected");
  }
}
