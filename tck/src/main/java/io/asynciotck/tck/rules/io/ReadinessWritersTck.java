package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Pipe;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules of {@code readiness.md}: writers. */
final class ReadinessWritersTck extends SocketRuleTest {
  private static final int MANY = 17;

  @Rule("loop.add-writer.calls")
  @Test
  void theCallbackIsCalledWhenTheDescriptorTakesSomething() throws Exception {
    Connection connection = connection();
    loop.addWriter(connection.fd(), once("writer"));
    settle();
    trace.shouldBe("writer");
  }

  @Rule("loop.add-writer.calls")
  @Test
  void theCallbacksOfManyAreCalledThoughOthersAreRemoved() throws Exception {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Connection connection = connection();
      connections.add(connection);
      Runnable writer = once("writer " + i);
      loop.addWriter(
          connection.near().fileno(),
          () -> {
            writer.run();
            removeWriter(connection);
          });
      loop.addWriter(connection.far().fileno(), () -> {});
    }
    connections.forEach(connection -> removeWriter(connection.far().fileno()));
    settle();
    trace.shouldBeInAnyOrder(
        IntStream.range(0, MANY).mapToObj(i -> "writer " + i).toArray(String[]::new));
  }

  @Rule("loop.add-writer.not-before")
  @Test
  void theCallbackIsNotCalledWhileTheDescriptorTakesNothing() throws Exception {
    loop.addWriter(full().fd(), trace.mark("writer"));
    settle();
    trace.shouldBe();
  }

  @Rule("loop.add-writer.room")
  @Test
  void theCallbackIsCalledWhenTheDescriptorTakesSomethingAgain() throws Exception {
    Connection connection = full();
    loop.addWriter(connection.fd(), once("writer"));
    settle();
    trace.add("emptied");
    empty(connection);
    settle();
    trace.shouldBe("emptied", "writer");
  }

  @Rule("loop.add-writer.hang-up")
  @Test
  void theCallbackIsCalledWhenNobodyCanReadFromAFullPipe() throws Exception {
    List<Pipe> pipe = bench.files().pipe();
    Pipe writing = pipe.getLast();
    bench.surroundings().operatingSystem().setBlocking(writing.fileno(), false);
    fill(writing);
    loop.addWriter(writing.fileno(), onceAfter("closed", "writer"));
    loop.callSoon(
        callback(() -> {
          trace.add("closed");
          pipe.getFirst().close();
        }));
    settle();
    removeWriter(writing.fileno());
    trace.shouldBe("closed", "writer");
  }

  /** Writes until nothing more is taken. */
  private static void fill(Pipe writing) throws IOException {
    byte[] much = new byte[1 << 16];
    while (writing.write(much) != null) {
      // There is room.
    }
  }

  @Rule("loop.add-writer.each-iteration")
  @Test
  void theCallbackIsCalledAgainAndAgain() throws Exception {
    Connection connection = connection();
    int[] calls = {0};
    loop.addWriter(
        connection.fd(),
        () -> {
          calls[0]++;
          if (calls[0] == 3) {
            trace.add("third call");
          }
        });
    settle();
    trace.shouldBe("third call");
  }

  @Rule("loop.add-writer.replaces")
  @Test
  void theSecondCallbackTakesThePlaceOfTheFirst() throws Exception {
    Connection connection = connection();
    loop.addWriter(connection.fd(), trace.mark("first"));
    loop.addWriter(connection.fd(), once("second"));
    settle();
    trace.shouldBe("second");
  }

  @Rule("loop.add-writer.closed-loop")
  @Test
  void aClosedLoopRefusesWriters() throws Exception {
    Connection connection = connection();
    loop.close();
    trace.outcome(
        "add_writer",
        () -> {
          loop.addWriter(connection.fd(), () -> {});
          return "added";
        });
    trace.shouldBe("add_writer: raises IllegalStateException");
  }

  @Rule("loop.remove-writer.stops")
  @Test
  void aWriterThatWasRemovedIsNotCalled() throws Exception {
    Connection connection = connection();
    loop.addWriter(connection.fd(), trace.mark("writer"));
    removeWriter(connection);
    settle();
    trace.shouldBe();
  }

  @Rule("loop.remove-writer.same-batch")
  @RestsOn(Ground.REMOVED_IN_BATCH)
  @Test
  void aWriterThatWasRemovedBeforeItsTurnIsNotCalled() throws Exception {
    Connection one = connection();
    Connection other = connection();
    Runnable writer =
        () -> {
          trace.add("writer");
          removeWriter(one);
          removeWriter(other);
        };
    loop.addWriter(one.fd(), writer);
    loop.addWriter(other.fd(), writer);
    settle();
    trace.shouldBe("writer");
  }

  @Rule("loop.remove-writer.true")
  @Test
  void removeWriterTellsThatThereWasOne() throws Exception {
    Connection connection = connection();
    loop.addWriter(connection.fd(), () -> {});
    trace.outcome("removed", () -> loop.removeWriter(connection.fd()));
    Connection other = connection();
    loop.addReader(other.fd(), () -> {});
    loop.addWriter(other.fd(), () -> {});
    trace.outcome("removed beside a reader", () -> loop.removeWriter(other.fd()));
    trace.shouldBe("removed: true", "removed beside a reader: true");
  }

  @Rule("loop.remove-writer.false")
  @Test
  void removeWriterTellsThatThereWasNone() throws Exception {
    loop.addReader(connection().fd(), () -> {});
    Connection connection = connection();
    trace.outcome("removed", () -> loop.removeWriter(connection.fd()));
    loop.addWriter(connection.fd(), () -> {});
    removeWriter(connection);
    trace.outcome("removed again", () -> loop.removeWriter(connection.fd()));
    loop.addReader(connection.fd(), () -> {});
    trace.outcome("removed beside a reader", () -> loop.removeWriter(connection.fd()));
    loop.addWriter(connection.fd(), () -> {});
    removeWriter(connection);
    trace.outcome("and again", () -> loop.removeWriter(connection.fd()));
    trace.shouldBe(
        "removed: false",
        "removed again: false",
        "removed beside a reader: false",
        "and again: false");
  }

  @Rule("loop.remove-writer.keeps-reader")
  @Test
  void removeWriterLeavesTheReaderAlone() throws Exception {
    Connection connection = readable();
    loop.addWriter(connection.fd(), () -> {});
    loop.addReader(connection.fd(), reading(connection, "reader"));
    removeWriter(connection);
    settle();
    trace.shouldBe("reader");
  }

  @Rule("loop.remove-writer.keeps-reader")
  @Test
  void soItDoesWhereThereIsNoWriter() throws Exception {
    Connection connection = readable();
    loop.addReader(connection.fd(), reading(connection, "reader"));
    removeWriter(connection);
    settle();
    trace.shouldBe("reader");
  }

  @Rule("loop.add-writer.again")
  @Test
  void aWriterCanBeAddedAgain() throws Exception {
    Connection connection = connection();
    loop.addWriter(connection.fd(), trace.mark("first"));
    removeWriter(connection);
    loop.addWriter(connection.fd(), once("second"));
    settle();
    trace.shouldBe("second");
  }
}
