package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.WriteTransport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code pipes.md}: writing. */
final class PipesWriteTck extends PipeRuleTest {

  @Rule("write-pipe.write.sends")
  @Test
  void whatIsWrittenCanBeRead() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          for (String piece : List.of("a", "bc", "def", "ghijklmnopqrstuvw")) {
            transport.write(piece.getBytes(StandardCharsets.ISO_8859_1));
            settle();
            traceRead(ends.far());
          }
        });
    trace.shouldBe("read: a", "read: bc", "read: def", "read: ghijklmnopqrstuvw");
  }

  @Rule("write-pipe.write.sends")
  @Test
  void toWriteNoBytesEndsNothing() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(new byte[0]);
          settle();
          transport.write(LETTERS);
          settle();
          traceRead(ends.far());
        });
    trace.shouldBe("read: abc");
  }

  @Rule("write-pipe.write.large")
  @Test
  void noBytesBehindWhatWaitsChangeNothing() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          transport.write(new byte[0]);
          trace.add("the same: " + Arrays.equals(readAll(ends.far()), large()));
        });
    trace.shouldBe("the same: true");
  }

  @Rule("write-pipe.write.large")
  @Test
  void muchThatIsWrittenCanBeReadInItsOrder() throws Exception {
    Ends ends = toWrite();
    byte[] large = large();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large);
          trace.add("returned");
          trace.add("the same: " + Arrays.equals(readAll(ends.far()), large));
        });
    trace.shouldBe("returned", "the same: true");
  }

  @Rule("write-pipe.write.large")
  @Test
  void muchThatIsWrittenInPiecesCanBeReadInItsOrder() throws Exception {
    Ends ends = toWrite();
    byte[] large = large();
    writing(
        ends,
        new Keeping(),
        transport -> {
          int piece = large.length / 3;
          transport.write(Arrays.copyOfRange(large, 0, piece));
          transport.write(Arrays.copyOfRange(large, piece, 2 * piece));
          transport.write(Arrays.copyOfRange(large, 2 * piece, large.length));
          trace.add("the same: " + Arrays.equals(readAll(ends.far()), large));
        });
    trace.shouldBe("the same: true");
  }

  @Rule("write-pipe.write.idle")
  @UsesThreads
  @RestsOn(Ground.POLL_WAKES)
  @Test
  void aPipeThatHasSentEverythingLeavesTheProcessorAlone() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          var _ = readAll(ends.far());
          traceIdle();
        });
    trace.shouldBe("idle: true");
  }

  @Rule("write-pipe.writelines.order")
  @Test
  void severalPiecesAreSentOneAfterTheOther() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.writelines(List.of(LETTERS, ONE_BYTE));
          settle();
          traceRead(ends.far());
          transport.writelines(Collections.nCopies(65, ONE_BYTE));
          settle();
          traceRead(ends.far());
        });
    trace.shouldBe("read: abcx", "read: " + "x".repeat(65));
  }

  @Rule("write-pipe.writelines.iterable")
  @Test
  void thePiecesComeFromAGenerator() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.writelines(List.of(LETTERS, ONE_BYTE).iterator());
          settle();
          traceRead(ends.far());
        });
    trace.shouldBe("read: abcx");
  }

  @Rule("write-pipe.write-eof.ends")
  @Test
  void afterWriteEofTheReaderSeesTheEnd() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.writeEof();
          settle();
          traceRead(ends.far());
        });
    trace.shouldBe("read: the end");
  }

  @Rule("write-pipe.write-eof.after-data")
  @Test
  void whatWaitsIsSentBeforeTheEnd() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          transport.writeEof();
          trace.add("all of it: " + (readAll(ends.far()).length == LARGE));
        });
    trace.shouldBe("all of it: true");
  }

  @Rule("write-pipe.write-eof.after-data")
  @Test
  void whatWaitsIsSentThoughTheEndIsAskedForTwice() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          transport.writeEof();
          giveUp(transport::writeEof);
          trace.add("all of it: " + (readAll(ends.far()).length == LARGE));
        });
    trace.shouldBe("all of it: true");
  }

  @Rule("write-pipe.can-write-eof.true")
  @Test
  void aPipeCanBeEnded() throws Exception {
    writing(
        toWrite(),
        new Keeping(),
        transport -> trace.add("can write eof: " + transport.canWriteEof()));
    trace.shouldBe("can write eof: true");
  }

  @Rule("write-pipe.write-buffer-size.exact")
  @Test
  void whatWaitsIsCounted() throws Exception {
    writing(
        toWrite(),
        new Keeping(),
        transport -> {
          transport.write(large());
          settle();
          int before = transport.getWriteBufferSize();
          transport.write(LETTERS);
          trace.add("more: " + (transport.getWriteBufferSize() - before));
        });
    trace.shouldBe("more: 3");
  }

  @Rule("write-pipe.write-buffer-size.taken")
  @Test
  void whatWasTakenIsNotCounted() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          settle();
          int before = transport.getWriteBufferSize();
          byte[] first = ends.far().read(LARGE);
          settle();
          int then = transport.getWriteBufferSize();
          trace.add("less: " + (first != null && then < before));
          readAll(ends.far());
          settle();
          trace.add("at the end: " + transport.getWriteBufferSize());
        });
    trace.shouldBe("less: true", "at the end: 0");
  }

  @Rule("write-pipe.write-buffer-limits.get")
  @Test
  void theLimitsAreThoseThatWereSet() throws Exception {
    writing(
        toWrite(),
        new Keeping(),
        transport -> {
          transport.setWriteBufferLimits(1000, 17);
          trace.add(transport.getWriteBufferLimits());
        });
    trace.shouldBe("[17, 1000]");
  }

  @Rule("write-pipe.pause-writing.over-high")
  @Test
  void tooMuchThatWaitsIsTold() throws Exception {
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public void pauseWriting() {
            trace.add("pause");
          }
        };
    writing(
        toWrite(),
        protocol,
        transport -> {
          transport.setWriteBufferLimits(1000, 17);
          transport.write(LETTERS);
          settle();
          trace.add("writes");
          transport.write(large());
          settle();
        });
    trace.shouldBe("writes", "pause");
  }

  @Rule("write-pipe.resume-writing.low")
  @Test
  void thatLittleWaitsIsTold() throws Exception {
    Ends ends = toWrite();
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public void resumeWriting() {
            trace.add("resume");
          }
        };
    writing(
        ends,
        protocol,
        transport -> {
          transport.setWriteBufferLimits(1000, 17);
          for (int time = 0; time < 2; time++) {
            transport.write(large());
            settle();
            trace.add("reads");
            readAll(ends.far());
          }
        });
    trace.shouldBe("reads", "resume", "reads", "resume");
  }

  @Rule("write-pipe.close.ends")
  @Test
  void afterCloseTheReaderSeesTheEnd() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.close();
          settle();
          traceRead(ends.far());
        });
    trace.shouldBe("read: the end");
  }

  @Rule("write-pipe.close.flushes")
  @Test
  void whatWaitsIsSentBeforeTheTransportIsClosed() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          transport.close();
          trace.add("all of it: " + (readAll(ends.far()).length == LARGE));
        });
    trace.shouldBe("all of it: true");
  }

  @Rule("write-pipe.abort.lost")
  @Test
  void afterAbortTheConnectionIsLost() throws Exception {
    writing(
        toWrite(),
        new Ending(),
        transport -> {
          transport.abort();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("write-pipe.abort.closing")
  @Test
  void anAbortBehindACloseIsNotToldToo() throws Exception {
    int[] lost = {0};
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            lost[0]++;
          }
        };
    writing(
        toWrite(),
        protocol,
        transport -> {
          transport.close();
          giveUp(transport::abort);
          settle();
          giveUp(transport::abort);
          settle();
        });
    trace.add("more than once: " + (lost[0] > 1));
    trace.shouldBe("more than once: false");
  }

  @Rule("write-pipe.abort.drops")
  @Test
  void whatWaitsIsDroppedByAbort() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          transport.abort();
          settle();
          trace.add("all has come: " + (readAll(ends.far()).length == LARGE));
        });
    trace.shouldBe("all has come: false");
  }

  @Rule("write-pipe.reader-gone.lost")
  @Test
  void withoutAReaderTheConnectionIsLost() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Losing(),
        transport -> {
          ends.far().close();
          writeInVain(transport);
          settle();
          writeInVain(transport);
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost", "settled");
  }

  /** Writes; what the transport says to that is covered by another rule. */
  private static void writeInVain(WriteTransport transport) {
    giveUp(() -> transport.write(LETTERS));
  }

  @Rule("write-pipe.reader-gone.waiting")
  @Test
  void ifSomethingWaitsTheConnectionIsLostByAnError() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Ending(),
        transport -> {
          transport.write(large());
          settle();
          ends.far().close();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: an exception", "settled");
  }

  @Rule("write-pipe.reader-gone.silent")
  @Test
  void aWriteWithoutAReaderRaisesNothing() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          ends.far().close();
          for (int time = 0; time < 3; time++) {
            trace.add(
                Outcome.of(() -> {
                  transport.write(LETTERS);
                  return "returned";
                }));
            settle();
          }
        });
    trace.shouldBe("returned", "returned", "returned");
  }
}
