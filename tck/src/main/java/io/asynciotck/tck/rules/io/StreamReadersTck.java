package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of {@code stream-readers.md}: some bytes and all, the end, errors, and the limit. */
final class StreamReadersTck extends StreamReaderRuleTest {

  // read

  @Rule("stream-reader.read.as-soon")
  @Test
  void whatIsThereIsGivenWhenThereIsLessThanWasAskedFor() throws Exception {
    traceSent("abc", reader -> reader.read(10));
    trace.shouldBe("read: abc");
  }

  @Rule("stream-reader.read.at-most")
  @Test
  void notMoreIsGivenThanWasAskedFor() throws Exception {
    traceSent("abc", reader -> reader.read(2));
    traceSent("abc", reader -> byKeyword(reader, "n").read(1));
    trace.shouldBe("read: ab", "read: a");
  }

  @Rule("stream-reader.read.rest")
  @Test
  void whatWasNotReadIsReadNext() throws Exception {
    traceSent("abc", reader -> reader.read(1), reader -> reader.read(10));
    trace.shouldBe("read: a", "read: bc");
  }

  @Rule("stream-reader.read.rest")
  @Test
  void whatWasNotReadIsReadBeforeWhatCameLater() throws Exception {
    withStreams((far, reader, writer) -> {
      for (int size : List.of(300, 17, 1_000, 3, 300)) {
        String first = "a".repeat(size);
        String second = "b".repeat(size);
        far.sendall(bytes(first));
        settle();
        String read = outcome(begin(reader.readexactly(size / 3)));
        far.sendall(bytes(second));
        settle();
        read += outcome(begin(reader.readexactly(2 * size - size / 3)));
        trace.add(size + ": " + read.equals(first + second));
      }
    });
    trace.shouldBe("300: true", "17: true", "1000: true", "3: true", "300: true");
  }

  @Rule("stream-reader.read.coroutine")
  @Test
  void aTaskIsMadeOfIt() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("a"));
      traceTask(() -> inATask(reader.read(1)));
    });
    shouldBeATask();
  }

  @Rule("stream-reader.read.waits")
  @Test
  void whoReadsWaitsUntilSomethingIsThere() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.read(10));
      trace.add("before: " + outcome(reading));
      far.sendall(bytes("a"));
      settle();
      trace.add("after: " + outcome(reading));
      reading.cancel();
      settle();
    });
    trace.shouldBe("before: waits", "after: a");
  }

  @Rule("stream-reader.read.zero")
  @Test
  void whoReadsNothingGetsNothingAtOnce() throws Exception {
    withStreams((far, reader, writer) -> traceOutcome("read", reader.read(0)));
    trace.shouldBe("read: ");
  }

  @Rule("stream-reader.read.zero")
  @Test
  void whoReadsNothingGetsItThoughAnotherWaits() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> waiting = begin(reader.read(10));
      traceOutcome("nothing", reader.read(0));
      far.sendall(bytes("a"));
      settle();
      trace.add("something: " + outcome(waiting));
      waiting.cancel();
      settle();
    });
    traceAtTheEnd("", reader -> reader.read(0));
    trace.shouldBe("nothing: ", "something: a", "read: ");
  }

  @Rule("stream-reader.read.end")
  @Test
  void atTheEndThereIsNothingToRead() throws Exception {
    traceAtTheEnd("", reader -> reader.read(10));
    trace.shouldBe("read: ");
  }

  @Rule("stream-reader.read.all")
  @Test
  void allIsReadUntilTheEnd() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.read());
      far.sendall(bytes("abc"));
      settle();
      trace.add("before the end: " + outcome(reading));
      far.sendall(bytes("def"));
      end(far);
      settle();
      trace.add("at the end: " + outcome(reading));
      reading.cancel();
      settle();
    });
    trace.shouldBe("before the end: waits", "at the end: abcdef");
  }

  @Rule("stream-reader.read.all")
  @Test
  void allIsReadHoweverLowTheLimitIs() throws Exception {
    int size = 5_000;
    withStreams(
        7,
        (far, reader, writer) -> {
          AsyncFuture<byte[]> reading = begin(reader.read());
          far.sendall(letters(size));
          end(far);
          runUntil(reading);
          trace.add("all: " + outcome(reading).equals(text(letters(size))));
          reading.cancel();
          settle();
        });
    trace.shouldBe("all: true");
  }

  /** This many pieces are more than any buffer of a reader has room for. */
  private static final int ALL = 8;

  private static final int PART = 32_768;

  @Rule("stream-reader.read.all")
  @Test
  void allIsReadHoweverMuchItIs() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.read());
      for (int i = 0; i < ALL; i++) {
        far.sendall(letters(PART));
        settle();
      }
      end(far);
      runUntil(reading);
      trace.add("all: " + outcome(reading).equals(text(letters(ALL * PART))));
      reading.cancel();
      settle();
    });
    trace.shouldBe("all: true");
  }

  @Rule("stream-reader.read.all-negative")
  @Test
  void minusOneReadsAll() throws Exception {
    traceAtTheEnd("abc", reader -> reader.read(-1));
    trace.shouldBe("read: abc");
  }

  @Rule("stream-reader.read.all-end")
  @Test
  void allOfNothingIsNothing() throws Exception {
    traceAtTheEnd("", StreamReader::read);
    trace.shouldBe("read: ");
  }

  @Rule("stream-reader.read.cancelled")
  @Operation("StreamReader.read")
  @At(Moment.THEN_AGAIN)
  @Test
  void aReadThatIsCancelledTakesNothing() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.read(10));
      reading.cancel();
      settle();
      far.sendall(bytes("abc"));
      settle();
      traceOutcome("next read", reader.read(10));
    });
    trace.shouldBe("next read: abc");
  }

  @Rule("stream-reader.read.one-at-a-time")
  @Test
  void twoCannotWaitAtOnce() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> first = begin(reader.read(10));
      traceOutcome("second read", reader.read(10));
      first.cancel();
      settle();
    });
    trace.shouldBe("second read: raises IllegalStateException");
  }

  // The end

  @Rule("stream-reader.at-eof.open")
  @Test
  void aStreamThatGoesOnIsNotAtItsEnd() throws Exception {
    withStreams((far, reader, writer) -> trace.add("at the end: " + reader.atEof()));
    trace.shouldBe("at the end: false");
  }

  @Rule("stream-reader.at-eof.buffered")
  @Test
  void aStreamWithSomethingToReadIsNotAtItsEnd() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("abc"));
      end(far);
      settle();
      trace.add("at the end: " + reader.atEof());
      begin(reader.readexactly(2));
      trace.add("with one byte left: " + reader.atEof());
    });
    trace.shouldBe("at the end: false", "with one byte left: false");
  }

  @Rule("stream-reader.at-eof.empty")
  @Test
  void aStreamOfWhichAllWasReadIsAtItsEnd() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("abc"));
      end(far);
      settle();
      begin(reader.read(3));
      trace.add("at the end: " + reader.atEof());
    });
    trace.shouldBe("at the end: true");
  }

  @Rule("stream-reader.feed-eof.ends")
  @Test
  void whoWaitsIsToldOfTheEnd() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.read());
      reader.feedEof();
      settle();
      trace.add("read: " + outcome(reading));
      reading.cancel();
      settle();
    });
    trace.shouldBe("read: ");
  }

  // Errors

  @Rule("stream-reader.exception.raised")
  @Test
  void anErrorOfTheConnectionIsRaised() throws Exception {
    withStreams((far, reader, writer) -> {
      reader.setException(new Boom("broken"));
      traceOutcome("read", reader.read(1));
      traceOutcome("readline", reader.readline());
      traceOutcome("readexactly", reader.readexactly(1));
    });
    trace.shouldBe(
        "read: raises Boom(broken)",
        "readline: raises Boom(broken)",
        "readexactly: raises Boom(broken)");
  }

  @Rule("stream-reader.exception.wakes")
  @Test
  void whoWaitsIsToldOfAnError() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.read(1));
      reader.setException(new Boom("broken"));
      settle();
      trace.add("read: " + outcome(reading));
      reading.cancel();
      settle();
    });
    trace.shouldBe("read: raises Boom(broken)");
  }

  @Rule("stream-reader.lost.end")
  @Test
  void whoWaitsIsGivenTheEndOfAConnectionThatIsGivenUp() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.read());
      writer.transport().abort();
      trace.outcome("read", () -> "[" + text(run(() -> await(reading))) + "]");
    });
    trace.shouldBe("read: []");
  }

  @Rule("stream-reader.lost.end")
  @Test
  void whoWaitsIsGivenTheEndOfAConnectionThatIsClosed() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.read());
      writer.close();
      trace.outcome("read", () -> "[" + text(run(() -> await(reading))) + "]");
    });
    trace.shouldBe("read: []");
  }

  @Rule("stream-reader.lost.error")
  @Test
  void whoWaitsIsToldThatThePeerHasResetTheConnection() throws Exception {
    Socket server = listening();
    Address address = server.getsockname();
    List<Object> pair = run(() -> await(asyncio.openConnection(address.host(), address.port())));
    Socket far = accepted(server);
    StreamReader reader = (StreamReader) pair.get(0);
    try {
      AsyncFuture<byte[]> reading = begin(reader.read());
      reset(far);
      Outcome.of(() -> run(() -> await(reading)));
      trace.add("raises OSError: " + isOsError(reading.exception()));
    } finally {
      giveUp(() -> ((StreamWriter) pair.get(1)).transport().abort());
      settle();
    }
    trace.shouldBe("raises OSError: true");
  }

  // The limit

  /** This many pieces are sent to a reader that nobody reads. */
  private static final int PIECES = 64;

  private static final int PIECE = 65_536;

  /** Sends to a reader that nobody reads, until it takes no more; returns how much it took. */
  private int fill(Socket far) throws Exception {
    far.setblocking(false);
    byte[] piece = letters(PIECE);
    int sent = 0;
    try {
      for (int i = 0; i < PIECES; i++) {
        sent += far.send(piece);
        settle();
      }
    } catch (BlockingIoException full) {
      trace.add("full");
    }
    return sent;
  }

  @Rule("stream-reader.limit.pauses")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void aReaderThatNobodyReadsTakesNoMoreAtSomeTime() throws Exception {
    withStreams(LIMIT, (far, reader, writer) -> fill(far));
    trace.shouldBe("full");
  }

  @Rule("stream-reader.limit.pauses")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void aReaderThatWasReadTakesNoMoreAtSomeTimeEither() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          AsyncFuture<byte[]> reading = begin(reader.readexactly(fill(far)));
          runUntil(reading);
          trace.add("read: " + reading.isDone());
          reading.cancel();
          fill(far);
        });
    trace.shouldBe("full", "read: true", "full");
  }

  @Rule("stream-reader.limit.resumes")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void aReaderThatIsReadPieceByPieceTakesMore() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          int left = fill(far);
          while (left > 0) {
            AsyncFuture<byte[]> reading = begin(reader.readexactly(Math.min(left, 2 * PIECE)));
            runUntil(reading);
            if (!reading.isDone()) {
              reading.cancel();
              settle();
              break;
            }
            left -= reading.result().length;
          }
          trace.add("left: " + left);
        });
    trace.shouldBe("full", "left: 0");
  }

  @Rule("stream-reader.limit.resumes")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void aReaderThatIsReadTakesMore() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          int sent = fill(far);
          AsyncFuture<byte[]> reading = begin(reader.readexactly(sent));
          runUntil(reading);
          trace.add("all: " + (reading.isDone() && reading.result().length == sent));
          reading.cancel();
          settle();
        });
    trace.shouldBe("full", "all: true");
  }
}
