package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Outcome;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code stream-readers.md}: as many bytes as were asked for, and not fewer. */
final class StreamReadersExactlyTck extends StreamReaderRuleTest {

  @Rule("stream-reader.readexactly.bytes")
  @Test
  void noBytesAreReadAtOnceIfNoneAreAskedFor() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.readexactly(0));
      trace.add("none: " + outcome(reading));
      reading.cancel();
      settle();
    });
    trace.shouldBe("none: ");
  }

  @Rule("stream-reader.readexactly.bytes")
  @Test
  void noBytesCanBeReadAtTheEndToo() throws Exception {
    traceAtTheEnd(
        "abc",
        reader -> reader.readexactly(3),
        reader -> reader.readexactly(0),
        StreamReader::read);
    trace.shouldBe("read: abc", "read: ", "read: ");
  }

  @Rule("stream-reader.readexactly.bytes")
  @Test
  void soManyBytesAreReadAsWereAskedFor() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.readexactly(4));
      for (String some : List.of("a", "bc")) {
        far.sendall(bytes(some));
        settle();
        trace.add("too few: " + outcome(reading));
      }
      far.sendall(bytes("def"));
      settle();
      trace.add("enough: " + outcome(reading));
      reading.cancel();
      settle();
      traceOutcome("the others", byKeyword(reader, "n").readexactly(2));
    });
    trace.shouldBe("too few: waits", "too few: waits", "enough: abcd", "the others: ef");
  }

  @Rule("stream-reader.readexactly.incomplete")
  @Test
  void tooFewBytesRaise() throws Exception {
    traceAtTheEnd("abc", reader -> reader.readexactly(4));
    trace.shouldBe("read: raises IncompleteReadException");
  }

  private @Nullable IncompleteReadException incomplete(StreamReader reader) {
    return begin(reader.readexactly(4)).exception() instanceof IncompleteReadException raised
        ? raised
        : null;
  }

  @Rule("stream-reader.readexactly.partial")
  @Test
  void theErrorHasWhatWasRead() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("abc"));
      end(far);
      settle();
      IncompleteReadException raised = incomplete(reader);
      trace.add("partial: " + (raised == null ? "nothing" : text(raised.partial())));
    });
    trace.shouldBe("partial: abc");
  }

  @Rule("stream-reader.readexactly.partial")
  @Test
  void theErrorHasAllThatWasReadHoweverMuchItIs() throws Exception {
    byte[] much = letters(100_000);
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.readexactly(much.length + 1));
      far.sendall(much);
      end(far);
      runUntil(reading);
      boolean all =
          reading.isDone()
              && reading.exception() instanceof IncompleteReadException raised
              && Arrays.equals(raised.partial(), much);
      trace.add("all: " + all);
      reading.cancel();
      settle();
    });
    trace.shouldBe("all: true");
  }

  @Rule("stream-reader.readexactly.nothing-left")
  @Test
  void whatTheErrorHasIsNotReadAgain() throws Exception {
    for (int length : new int[] {1, 2, 3, 17}) {
      withStreams((far, reader, writer) -> {
        far.sendall(letters(length));
        end(far);
        settle();
        Outcome.of(() -> outcome(begin(reader.readexactly(length + 1))));
        traceOutcome("read", reader.read(100));
      });
    }
    trace.shouldBe("read: ", "read: ", "read: ", "read: ");
  }

  @Rule("stream-reader.readexactly.expected")
  @Test
  void theErrorHasHowManyWereAskedFor() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("abc"));
      end(far);
      settle();
      IncompleteReadException raised = incomplete(reader);
      trace.add("expected: " + (raised == null ? "nothing" : raised.expected()));
    });
    trace.shouldBe("expected: 4");
  }

  @Rule("stream-reader.readexactly.negative")
  @Test
  void lessThanNothingIsRefused() throws Exception {
    withStreams((far, reader, writer) -> traceOutcome("read", reader.readexactly(-1)));
    trace.shouldBe("read: raises IllegalArgumentException");
  }

  @Rule("stream-reader.readexactly.over-limit")
  @Test
  void muchMoreThanTheLimitCanBeAskedFor() throws Exception {
    int piece = 16_384;
    int pieces = 9; // All of it fits into the sockets: nobody waits for a reader that has stopped.
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          AsyncFuture<byte[]> reading = begin(reader.readexactly(pieces * piece));
          for (int i = 0; i < pieces; i++) {
            far.sendall(letters(piece));
            settle();
          }
          runUntil(reading);
          trace.add("complete: " + outcome(reading).equals(text(letters(pieces * piece))));
          reading.cancel();
          settle();
        });
    trace.shouldBe("complete: true");
  }

  @Rule("stream-reader.readexactly.over-limit")
  @Test
  void moreThanTheLimitCanBeAskedFor() throws Exception {
    int many = 5 * LIMIT;
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          AsyncFuture<byte[]> reading = begin(reader.readexactly(many));
          far.sendall(letters(many));
          runUntil(reading);
          trace.add("complete: " + outcome(reading).equals(text(letters(many))));
          reading.cancel();
          settle();
        });
    trace.shouldBe("complete: true");
  }
}
