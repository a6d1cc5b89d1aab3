package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.WriteTransport;
import io.asynciotck.spec.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code pipes.md}: what waits to be written, its limits, and how it ends. */
final class PipesLimitsTck extends PipeRuleTest {
  /** Large data, of one letter: the program of a failure writes it in short. */
  private static final byte[] MANY = "x".repeat(LARGE).getBytes(StandardCharsets.ISO_8859_1);

  /** A protocol that traces how much waits when it may write again. */
  private final class Resuming implements PipeProtocol {
    private @Nullable WriteTransport transport;

    @Override
    public void connectionMade(BaseTransport made) {
      transport = (WriteTransport) made;
    }

    @Override
    public void resumeWriting() {
      trace.add("resume at " + (transport == null ? "?" : transport.getWriteBufferSize()));
    }
  }

  @Rule("write-pipe.pause-writing.over-high")
  @Test
  void tooMuchThatWaitsIsToldEachTime() throws Exception {
    Ends ends = toWrite();
    int[] pauses = {0};
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public void pauseWriting() {
            pauses[0]++;
          }
        };
    writing(
        ends,
        protocol,
        transport -> {
          transport.setWriteBufferLimits(1000, 17);
          for (int time = 0; time < 3; time++) {
            transport.write(MANY);
            readAll(ends.far());
            settle();
          }
        });
    trace.add("pauses: " + pauses[0]);
    trace.shouldBe("pauses: 3");
  }

  @Rule("write-pipe.pause-writing.high-zero")
  @Test
  void aSingleByteIsTooMuchIfNothingMayWait() throws Exception {
    Ends ends = toWrite();
    bench.surroundings().operatingSystem().setBlocking(ends.near().fileno(), false);
    @Nullable Integer taken = ends.near().write(MANY);
    while (taken != null) {
      taken = ends.near().write(ONE_BYTE);
    }
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public void pauseWriting() {
            trace.add("pause");
          }
        };
    writing(
        ends,
        protocol,
        transport -> {
          transport.setWriteBufferLimits(0, null);
          trace.add("writes");
          transport.write(ONE_BYTE);
          settle();
        });
    trace.shouldBe("writes", "pause");
  }

  @Rule("write-pipe.resume-writing.low-zero")
  @Test
  void nothingMayWaitIfTheLowLimitIsZero() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Resuming(),
        transport -> {
          transport.setWriteBufferLimits(100_000, 0);
          transport.write(MANY);
          readAll(ends.far());
          settle();
        });
    trace.shouldBe("resume at 0");
  }

  @Rule("write-pipe.write-buffer-limits.high-zero")
  @Test
  void aHighLimitOfZeroMakesTheLowOneZero() throws Exception {
    writing(
        toWrite(),
        new Keeping(),
        transport -> {
          transport.setWriteBufferLimits(0, null);
          trace.add(transport.getWriteBufferLimits());
        });
    trace.shouldBe("[0, 0]");
  }

  @Rule("write-pipe.write-buffer-limits.only-high")
  @Test
  void theHighLimitIsEnough() throws Exception {
    writing(
        toWrite(),
        new Keeping(),
        transport -> {
          for (int high : new int[] {1, 1000, 1 << 20}) {
            transport.setWriteBufferLimits(high, null);
            List<Integer> limits = transport.getWriteBufferLimits();
            trace.add("high: " + limits.get(1) + ", low is not above: " + (limits.get(0) <= high));
          }
        });
    trace.shouldBe(
        "high: 1, low is not above: true",
        "high: 1000, low is not above: true",
        "high: 1048576, low is not above: true");
  }

  @Rule("write-pipe.write-buffer-size.exact")
  @Test
  void moreThanAMegabyteIsCounted() throws Exception {
    writing(
        toWrite(),
        new Keeping(),
        transport -> {
          transport.write(MANY);
          settle();
          int before = transport.getWriteBufferSize();
          for (int time = 0; time < 4; time++) {
            transport.write(MANY);
          }
          trace.add("more: " + (transport.getWriteBufferSize() - before));
        });
    trace.shouldBe("more: 1200000");
  }

  @Rule("write-pipe.abort.lost")
  @Test
  void afterAbortTheConnectionIsLostThoughSomethingWaits() throws Exception {
    writing(
        toWrite(),
        new Ending(),
        transport -> {
          transport.write(MANY);
          transport.abort();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("write-pipe.abort.lost")
  @Test
  void whoCannotWaitForTheReaderBehindACloseAborts() throws Exception {
    writing(
        toWrite(),
        new Ending(),
        transport -> {
          transport.write(MANY);
          transport.close();
          settle();
          trace.add("closing");
          transport.abort();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("closing", "lost: None", "settled");
  }

  @Rule("write-pipe.close.flushes")
  @Test
  void aSecondCloseDropsNothing() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(MANY);
          transport.close();
          transport.close();
          trace.add("all of it: " + (readAll(ends.far()).length == LARGE));
        });
    trace.shouldBe("all of it: true");
  }

  @Rule("write-pipe.close.flushes")
  @Test
  void aCloseBehindWriteEofDropsNothing() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(MANY);
          transport.writeEof();
          transport.close();
          trace.add("all of it: " + (readAll(ends.far()).length == LARGE));
        });
    trace.shouldBe("all of it: true");
  }

  @Rule("write-pipe.reader-gone.lost")
  @Test
  void aReaderThatGoesBehindACloseEndsTheConnection() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Losing(),
        transport -> {
          transport.write(MANY);
          transport.close();
          settle();
          trace.add("closing");
          ends.far().close();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("closing", "lost", "settled");
  }
}
