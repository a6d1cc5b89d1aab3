package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.LimitOverrunException;
import io.asynciotck.api.io.Separators;
import io.asynciotck.spec.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of {@code stream-readers.md}: reading up to a separator. */
final class StreamReadersUntilTck extends StreamRuleTest {
  private static final int LIMIT = 10;

  @Rule("stream-reader.readuntil.separator")
  @Test
  void theSeparatorIsReadToo() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("ab--cd"));
      settle();
      traceOutcome("read", reader.readuntil(bytes("--")));
      traceOutcome("read", byKeyword(reader, "separator").readuntil(bytes("c")));
    });
    trace.shouldBe("read: ab--", "read: c");
  }

  @Rule("stream-reader.readuntil.separator")
  @Test
  void whatLooksLikeTheBeginningOfTheSeparatorMayStandInFrontOfIt() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("a---+bc\r\r\n\r\nxyxyxz"));
      settle();
      for (String separator : List.of("--+", "\r\n\r\n", "xyxz")) {
        traceOutcome("read", reader.readuntil(bytes(separator)));
      }
    });
    trace.shouldBe("read: a---+", "read: bc\r\r\n\r\n", "read: xyxyxz");
  }

  @Rule("stream-reader.readuntil.default")
  @Test
  void withoutASeparatorALineIsRead() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("ab\ncd"));
      settle();
      traceOutcome("read", reader.readuntil());
    });
    trace.shouldBe("read: ab\n");
  }

  @Rule("stream-reader.readuntil.consumed")
  @Test
  void whatWasReadIsNotReadAgain() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("ab--cd"));
      settle();
      begin(reader.readuntil(bytes("--")));
      traceOutcome("read", reader.read(2));
    });
    trace.shouldBe("read: cd");
  }

  @Rule("stream-reader.readuntil.across")
  @Test
  void aSeparatorThatComesInPiecesIsFound() throws Exception {
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.readuntil(bytes("---")));
      far.sendall(bytes("ab-"));
      settle();
      far.sendall(bytes("-"));
      settle();
      far.sendall(bytes("-cd"));
      settle();
      trace.add("read: " + outcome(reading));
      reading.cancel();
      settle();
    });
    trace.shouldBe("read: ab---");
  }

  @Rule("stream-reader.readuntil.incomplete")
  @Test
  void anEndWithoutASeparatorRaises() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("ab-"));
      far.close();
      settle();
      traceOutcome("read", reader.readuntil(bytes("--")));
    });
    trace.shouldBe("read: raises IncompleteReadException");
  }

  @Rule("stream-reader.readuntil.incomplete")
  @Test
  void anEndBehindNoMoreThanTheLimitRaisesTheSame() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(letters(LIMIT));
          far.close();
          settle();
          traceOutcome("read", reader.readuntil(bytes("-")));
        });
    trace.shouldBe("read: raises IncompleteReadException");
  }

  @Rule("stream-reader.readuntil.incomplete-reset")
  @Test
  void anEndWithoutASeparatorLeavesNothing() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("ab-"));
      far.close();
      settle();
      begin(reader.readuntil(bytes("--"))).exception();
      traceOutcome("read", reader.read(10));
    });
    trace.shouldBe("read: ");
  }

  @Rule("stream-reader.readuntil.incomplete-partial")
  @Test
  void theErrorHasWhatWasReadAndWhatLooksLikeASeparator() throws Exception {
    for (String sent : List.of("", "ab", "ab-", "-")) {
      withStreams((far, reader, writer) -> {
        far.sendall(bytes(sent));
        far.close();
        settle();
        trace.add(
            begin(reader.readuntil(bytes("--"))).exception() instanceof IncompleteReadException end
                ? "partial: " + text(end.partial())
                : "none");
      });
    }
    trace.shouldBe("partial: ", "partial: ab", "partial: ab-", "partial: -");
  }

  @Rule("stream-reader.readuntil.limit")
  @Test
  void aSeparatorBehindTheLimitRaises() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(bytes("0123456789ab--"));
          settle();
          traceOutcome("read", reader.readuntil(bytes("--")));
        });
    trace.shouldBe("read: raises LimitOverrunException");
  }

  @Rule("stream-reader.readuntil.limit-not-found")
  @Test
  void moreThanTheLimitWithoutASeparatorRaises() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(bytes("0123456789abcdef"));
          settle();
          traceOutcome("read", reader.readuntil(bytes("--")));
        });
    trace.shouldBe("read: raises LimitOverrunException");
  }

  @Rule("stream-reader.readuntil.limit-not-found")
  @Test
  void oneMoreThanTheLimitRaises() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(letters(LIMIT + 1));
          settle();
          traceOutcome("read", reader.readuntil(bytes("-")));
        });
    trace.shouldBe("read: raises LimitOverrunException");
  }

  @Rule("stream-reader.readuntil.limit-kept")
  @Test
  void whatIsBeyondTheLimitCanBeRead() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(bytes("0123456789ab--"));
          settle();
          begin(reader.readuntil(bytes("--"))).exception();
          traceOutcome("read", reader.read(14));
        });
    trace.shouldBe("read: 0123456789ab--");
  }

  @Rule("stream-reader.readuntil.limit-kept")
  @Test
  void whatIsBeyondTheLimitCanBeReadThoughNoSeparatorHasCome() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(bytes("0123456789abcdef"));
          settle();
          begin(reader.readuntil(bytes("--"))).exception();
          traceOutcome("read", reader.read(16));
        });
    trace.shouldBe("read: 0123456789abcdef");
  }

  @Rule("stream-reader.readuntil.limit-consumed")
  @Test
  void theErrorSaysHowMuchIsToBeRead() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(bytes("0123456789ab--"));
          settle();
          Throwable raised = begin(reader.readuntil(bytes("--"))).exception();
          trace.add(
              "consumed: "
                  + (raised instanceof LimitOverrunException overrun
                      ? overrun.consumed()
                      : "none"));
        });
    trace.shouldBe("consumed: 12");
  }

  @Rule("stream-reader.readuntil.empty-refused")
  @Test
  void anEmptySeparatorIsRefused() throws Exception {
    withStreams((far, reader, writer) -> traceOutcome("read", reader.readuntil(new byte[0])));
    trace.shouldBe("read: raises IllegalArgumentException");
  }

  @Rule("stream-reader.readuntil.several")
  @Test
  void ofSeveralSeparatorsThatIsTakenWhichEndsFirst() throws Exception {
    withStreams((far, reader, writer) -> {
      far.sendall(bytes("ab;cd\nef"));
      settle();
      Separators any = Separators.of(bytes("\n"), bytes("cd"), bytes(";"));
      for (int i = 0; i < 3; i++) {
        traceOutcome("read", reader.readuntil(any));
      }
    });
    trace.shouldBe("read: ab;", "read: cd", "read: \n");
  }

  @Rule("stream-reader.readuntil.several")
  @Test
  void ofSeveralSeparatorsTheLongestMayComeInPieces() throws Exception {
    Separators any = Separators.of(bytes(";"), bytes("--end--"));
    withStreams((far, reader, writer) -> {
      AsyncFuture<byte[]> reading = begin(reader.readuntil(any));
      for (String piece : List.of("ab-", "-en", "d-", "-cd;")) {
        far.sendall(bytes(piece));
        settle();
      }
      trace.add("read: " + outcome(reading));
      reading.cancel();
      settle();
      traceOutcome("read", reader.readuntil(any));
    });
    trace.shouldBe("read: ab--end--", "read: cd;");
  }

  @Rule("stream-reader.readuntil.several-limit")
  @Test
  void ofSeveralSeparatorsTheShortestCountsForTheLimit() throws Exception {
    withStreams(
        LIMIT,
        (far, reader, writer) -> {
          far.sendall(bytes("0123456789a\r\n"));
          settle();
          Throwable raised =
              begin(reader.readuntil(Separators.of(bytes("\r\n"), bytes("\n")))).exception();
          trace.add(
              "consumed: "
                  + (raised instanceof LimitOverrunException overrun
                      ? overrun.consumed()
                      : "none"));
        });
    trace.shouldBe("consumed: 12");
  }
}
