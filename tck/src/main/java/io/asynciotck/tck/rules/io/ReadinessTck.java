package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code readiness.md}: readers. */
final class ReadinessTck extends SocketRuleTest {
  private static final int MANY = 17;

  /** So many iterations that what does not come in them does not come. */
  private static final int ENOUGH = 10_000;

  @Rule("loop.add-reader.calls")
  @Test
  void theCallbackIsCalledWhenThereIsSomethingToRead() throws Exception {
    Connection connection = readable();
    loop.addReader(connection.fd(), reading(connection, "reader"));
    settle();
    trace.shouldBe("reader");
  }

  @Rule("loop.add-reader.calls")
  @Test
  void theCallbacksOfManyAreCalledThoughOthersAreRemoved() throws Exception {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Connection connection = readable();
      connections.add(connection);
      loop.addReader(connection.near().fileno(), reading(connection, "reader " + i));
      loop.addReader(connection.far().fileno(), () -> {});
    }
    connections.forEach(connection -> removeReader(connection.far().fileno()));
    settle();
    trace.shouldBeInAnyOrder(
        IntStream.range(0, MANY).mapToObj(i -> "reader " + i).toArray(String[]::new));
  }

  @Rule("loop.add-reader.calls")
  @Test
  void theCallbacksOfManyAreCalledThoughNobodyReads() throws Exception {
    Set<Integer> called = new HashSet<>();
    for (int i = 0; i < 101; i++) {
      int number = i;
      loop.addReader(readable().fd(), () -> called.add(number));
    }
    int before = -1;
    while (called.size() > before) {
      before = called.size();
      settle();
    }
    trace.add("called: " + called.size());
    trace.shouldBe("called: 101");
  }

  @Rule("loop.add-reader.not-before")
  @Test
  void theCallbackIsNotCalledWhileThereIsNothingToRead() throws Exception {
    loop.addReader(connection().fd(), trace.mark("reader"));
    settle();
    trace.shouldBe();
  }

  @Rule("loop.add-reader.later")
  @Test
  void addReaderItselfDoesNotCallTheCallback() throws Exception {
    loop.addReader(readable().fd(), trace.mark("reader"));
    trace.shouldBe();
  }

  @Rule("loop.add-reader.each-iteration")
  @Test
  void theCallbackIsCalledUntilEverythingIsRead() throws Exception {
    Connection connection = connection();
    connection.far().sendall(new byte[] {'a', 'b', 'c'});
    loop.addReader(connection.fd(), callback(() -> trace.add((char) connection.near().recv(1)[0])));
    settle();
    trace.shouldBe("a", "b", "c");
  }

  @Rule("loop.add-reader.end")
  @Test
  void theCallbackIsCalledAtTheEndOfTheConnection() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), once("reader"));
    connection.far().close();
    settle();
    trace.shouldBe("reader");
  }

  @Rule("loop.add-reader.hang-up")
  @Test
  void theCallbackIsCalledWhenNobodyCanWriteToAPipe() throws Exception {
    List<Pipe> pipe = bench.files().pipe();
    bench.surroundings().operatingSystem().setBlocking(pipe.getFirst().fileno(), false);
    loop.addReader(pipe.getFirst().fileno(), onceAfter("closed", "reader"));
    loop.callSoon(
        callback(() -> {
          trace.add("closed");
          pipe.getLast().close();
        }));
    settle();
    removeReader(pipe.getFirst().fileno());
    trace.shouldBe("closed", "reader");
  }

  @Rule("loop.add-reader.error")
  @Test
  void theCallbackIsCalledWhenAnErrorCanBeRead() throws Exception {
    Socket socket = connectedToNobody();
    loop.addReader(socket.fileno(), onceAfter("sent", "reader"));
    loop.callSoon(
        callback(() -> {
          trace.add("sent");
          socket.send(ONE_BYTE);
        }));
    settle();
    trace.shouldBe("sent", "reader");
  }

  @Rule("loop.add-reader.listening")
  @Test
  void theCallbackIsCalledWhenAConnectionWaits() throws Exception {
    Socket server = bench.sockets().createServer(new Address("127.0.0.1", 0));
    bench.sockets().createConnection(server.getsockname());
    loop.addReader(
        server.fileno(),
        () -> {
          trace.add("connection");
          removeReader(server.fileno());
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("connection");
  }

  @Rule("loop.add-reader.replaces")
  @Test
  void theSecondCallbackTakesThePlaceOfTheFirst() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), trace.mark("first"));
    loop.addReader(connection.fd(), reading(connection, "second"));
    connection.far().sendall(ONE_BYTE);
    settle();
    trace.shouldBe("second");
  }

  @Rule("loop.add-reader.replaced-in-batch")
  @RestsOn(Ground.REMOVED_IN_BATCH)
  @Test
  void aCallbackThatWasReplacedBeforeItsTurnIsNotCalled() throws Exception {
    Connection one = connection();
    Connection other = connection();
    loop.addReader(one.fd(), () -> replaceAll(one, other));
    loop.addReader(other.fd(), () -> replaceAll(one, other));
    one.far().sendall(ONE_BYTE);
    other.far().sendall(ONE_BYTE);
    settle();
    trace.shouldBe("first");
  }

  /** Called for one of two connections, and for that alone: it replaces the callback of both. */
  private void replaceAll(Connection one, Connection other) {
    trace.add("first");
    loop.addReader(one.fd(), callback(() -> one.near().recv(1)));
    loop.addReader(other.fd(), callback(() -> other.near().recv(1)));
  }

  @Rule("loop.add-reader.stays")
  @Test
  void aReaderIsCalledInTheNextRun() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), reading(connection, "reader"));
    for (int run = 0; run < 2; run++) {
      settle();
      connection.far().sendall(ONE_BYTE);
    }
    settle();
    trace.shouldBe("reader", "reader");
  }

  @Rule("loop.add-reader.several")
  @Test
  void allThatAreReadyAreCalledInOneIteration() throws Exception {
    Connection one = readable();
    Connection other = readable();
    loop.addReader(one.fd(), stopping(one, "one"));
    loop.addReader(other.fd(), stopping(other, "other"));
    loop.runForever();
    trace.shouldBeInAnyOrder("one", "other");
  }

  private Runnable stopping(Connection connection, String event) {
    return () -> {
      trace.add(event);
      removeReader(connection);
      loop.stop();
    };
  }

  @Rule("loop.add-reader.each-iteration")
  @Test
  void whoHasFoundNothingIsCalledForTheNext() throws Exception {
    List<Connection> both = List.of(connection(), connection());
    Set<Connection> called = new HashSet<>();
    boolean[] takesAll = {true};
    for (Connection connection : both) {
      loop.addReader(
          connection.fd(),
          callback(() -> {
            called.add(connection);
            for (Connection each : takesAll[0] ? both : List.of(connection)) {
              byte @Nullable [] _ = tryToRead(each.near());
            }
          }));
    }
    run(() -> {
      for (Connection each : both) {
        each.far().sendall(ONE_BYTE);
      }
      yieldUntil(() -> !called.isEmpty(), ENOUGH);
      yieldTimes(20);
      takesAll[0] = false;
      for (Connection each : both) {
        called.clear();
        each.far().sendall(ONE_BYTE);
        yieldUntil(() -> called.contains(each), ENOUGH);
        trace.add("called: " + called.contains(each));
      }
    });
    trace.shouldBe("called: true", "called: true");
  }

  @Rule("loop.add-reader.raises")
  @Test
  void aCallbackThatRaisesIsReportedAndCalledAgain() throws Exception {
    Connection connection = connection();
    loop.setExceptionHandler((itself, context) -> trace.add(context.get("exception")));
    loop.addReader(
        connection.fd(),
        callback(() -> {
          connection.near().recv(1);
          throw new Boom("reader");
        }));
    connection.far().sendall(new byte[] {'a', 'b'});
    settle();
    trace.shouldBe("Boom(reader)", "Boom(reader)");
  }

  @Rule("loop.add-reader.closed-loop")
  @Test
  void aClosedLoopRefusesReaders() throws Exception {
    Connection connection = connection();
    loop.close();
    trace.outcome("add_reader", () -> addReader(connection.fd()));
    trace.shouldBe("add_reader: raises IllegalStateException");
  }

  @Rule("loop.add-reader.invalid")
  @Test
  void theDescriptorOfAClosedSocketIsRefused() throws Exception {
    Connection connection = connection();
    connection.near().close();
    trace.outcome("add_reader", () -> addReader(connection.fd()));
    trace.shouldBe("add_reader: raises IllegalArgumentException");
  }

  private String addReader(Object fd) {
    loop.addReader(fd, () -> {});
    return "added";
  }

  @Rule("loop.add-reader.with-writer")
  @Test
  void readerAndWriterAreCalledEachForItsOwnEvent() throws Exception {
    Connection connection = full();
    loop.addReader(connection.fd(), once("reader"));
    loop.addWriter(connection.fd(), once("writer"));
    connection.far().sendall(ONE_BYTE);
    runUntil("reader");
    settle();
    trace.add("emptied");
    empty(connection);
    settle();
    trace.shouldBe("reader", "emptied", "writer");
  }

  @Rule("loop.add-reader.with-writer")
  @Test
  void readerAndWriterAreCalledThoughBothAreReadyAllTheTime() throws Exception {
    Connection connection = readable();
    loop.addReader(connection.fd(), once("reader"));
    loop.addWriter(connection.fd(), once("writer"));
    settle();
    trace.shouldBeInAnyOrder("reader", "writer");
  }

  @Rule("loop.add-reader.with-writer")
  @Test
  void aReaderThatIsReplacedLeavesTheWriterAsItIs() throws Exception {
    Connection connection = full();
    loop.addReader(connection.fd(), () -> {});
    loop.addWriter(connection.fd(), once("writer"));
    loop.addReader(connection.fd(), () -> {});
    settle();
    trace.add("emptied");
    empty(connection);
    settle();
    trace.shouldBe("emptied", "writer");
  }

  @Rule("loop.add-reader.with-writer")
  @Test
  void aWriterThatIsReplacedLeavesTheReaderAsItIs() throws Exception {
    Connection connection = full();
    loop.addWriter(connection.fd(), () -> {});
    loop.addReader(connection.fd(), once("reader"));
    loop.addWriter(connection.fd(), () -> {});
    connection.far().sendall(ONE_BYTE);
    settle();
    trace.shouldBe("reader");
  }

  @Rule("loop.add-reader.with-writer")
  @Test
  void thatItCanBeWrittenCallsNoReader() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), trace.mark("reader"));
    loop.addWriter(connection.fd(), once("writer"));
    settle();
    trace.shouldBe("writer");
  }

  @Rule("loop.remove-reader.stops")
  @Test
  void aReaderThatWasRemovedIsNotCalled() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), trace.mark("reader"));
    removeReader(connection);
    connection.far().sendall(ONE_BYTE);
    settle();
    trace.shouldBe();
  }

  @Rule("loop.remove-reader.same-batch")
  @Test
  void aReaderThatWasRemovedBeforeItsTurnIsNotCalled() throws Exception {
    Connection one = connection();
    Connection other = connection();
    Runnable reader =
        () -> {
          trace.add("reader");
          removeReader(one);
          removeReader(other);
        };
    loop.addReader(one.fd(), reader);
    loop.addReader(other.fd(), reader);
    one.far().sendall(ONE_BYTE);
    other.far().sendall(ONE_BYTE);
    settle();
    trace.shouldBe("reader");
  }

  @Rule("loop.remove-reader.true")
  @Test
  void removeReaderTellsThatThereWasOne() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), () -> {});
    trace.outcome("removed", () -> loop.removeReader(connection.fd()));
    loop.addWriter(connection.fd(), () -> {});
    loop.addReader(connection.fd(), () -> {});
    trace.outcome("removed beside a writer", () -> loop.removeReader(connection.fd()));
    trace.shouldBe("removed: true", "removed beside a writer: true");
  }

  @Rule("loop.remove-reader.false")
  @Test
  void removeReaderTellsThatThereWasNone() throws Exception {
    loop.addReader(connection().fd(), () -> {});
    Connection connection = connection();
    trace.outcome("removed", () -> loop.removeReader(connection.fd()));
    loop.addReader(connection.fd(), () -> {});
    removeReader(connection);
    trace.outcome("removed again", () -> loop.removeReader(connection.fd()));
    loop.addWriter(connection.fd(), () -> {});
    trace.outcome("removed beside a writer", () -> loop.removeReader(connection.fd()));
    loop.addReader(connection.fd(), () -> {});
    removeReader(connection);
    trace.outcome("and again", () -> loop.removeReader(connection.fd()));
    trace.shouldBe(
        "removed: false",
        "removed again: false",
        "removed beside a writer: false",
        "and again: false");
  }

  @Rule("loop.remove-reader.keeps-writer")
  @Test
  void removeReaderLeavesTheWriterAlone() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), () -> {});
    loop.addWriter(connection.fd(), once("writer"));
    removeReader(connection);
    settle();
    trace.shouldBe("writer");
  }

  @Rule("loop.remove-reader.keeps-writer")
  @Test
  void soItDoesWhereThereIsNoReader() throws Exception {
    Connection connection = connection();
    loop.addWriter(connection.fd(), once("writer"));
    removeReader(connection);
    settle();
    trace.shouldBe("writer");
  }

  @Rule("loop.add-reader.again")
  @Test
  void aReaderCanBeAddedAgain() throws Exception {
    Connection connection = connection();
    loop.addReader(connection.fd(), trace.mark("first"));
    removeReader(connection);
    loop.addReader(connection.fd(), reading(connection, "second"));
    connection.far().sendall(ONE_BYTE);
    settle();
    trace.shouldBe("second");
  }

  @Rule("loop.add-reader.again")
  @Test
  void aReaderCanBeAddedAgainAndAgain() throws Exception {
    Connection connection = connection();
    for (int time = 1; time <= 3; time++) {
      loop.addReader(connection.fd(), reading(connection, "time " + time));
      connection.far().sendall(ONE_BYTE);
      runUntil("time " + time);
      removeReader(connection);
    }
    trace.shouldBe("time 1", "time 2", "time 3");
  }
}
