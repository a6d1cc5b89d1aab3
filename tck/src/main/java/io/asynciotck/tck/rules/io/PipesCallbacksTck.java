package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.ReadTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.WriteTransport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code pipes.md}: what a protocol does when it is called, and what comes later. */
final class PipesCallbacksTck extends PipeRuleTest {

  /** A protocol that does something when data comes for the first time. */
  private static final class Acting extends Keeping {
    private final ReadBody action;
    private @Nullable ReadTransport transport;

    Acting(ReadBody action) {
      this.action = action;
    }

    @Override
    public void connectionMade(BaseTransport made) {
      transport = (ReadTransport) made;
    }

    @Override
    public void dataReceived(byte[] data) {
      boolean first = received.isEmpty();
      super.dataReceived(data);
      if (first && transport != null) {
        callback(() -> action.run(transport)).run();
      }
    }
  }

  @Rule("read-pipe.pause-reading.stops")
  @Test
  void whoPausesWhenDataComesIsGivenNoMore() throws Exception {
    Ends ends = toRead();
    traceReceived(
        ends,
        new Acting(own -> {
          ends.far().write(ONE_BYTE);
          own.pauseReading();
        }));
    trace.shouldBe("received: x");
  }

  /** What comes at once is a single byte, which nobody delivers in parts. */
  private void traceReceived(Ends ends, Keeping protocol) throws Exception {
    reading(
        ends,
        protocol,
        transport -> {
          ends.far().write(ONE_BYTE);
          settle();
          trace.add("received: " + protocol.received);
        });
  }

  @Rule("read-pipe.close.no-more-data")
  @Test
  void whoClosesWhenDataComesIsGivenNoMore() throws Exception {
    Ends ends = toRead();
    traceReceived(
        ends,
        new Acting(own -> {
          ends.far().write(ONE_BYTE);
          own.close();
        }));
    trace.shouldBe("received: x");
  }

  @Rule("read-pipe.resume-reading.goes-on")
  @Test
  void whoResumesWhenDataComesIsGivenMore() throws Exception {
    Ends ends = toRead();
    traceReceived(
        ends,
        new Acting(own -> {
          own.pauseReading();
          ends.far().write(ONE_BYTE);
          own.resumeReading();
        }));
    trace.shouldBe("received: xx");
  }

  @Rule("read-pipe.data.received")
  @Test
  void aPauseOfOnePipeIsNoneOfAnother() throws Exception {
    Ends ends = toRead();
    Keeping protocol = new Keeping();
    reading(
        toRead(),
        new Keeping(),
        first ->
            reading(
                ends,
                protocol,
                second -> {
                  settle();
                  first.pauseReading();
                  ends.far().write(LETTERS);
                  receive(protocol, LETTERS.length);
                  trace.add("received: " + protocol.received);
                }));
    trace.shouldBe("received: abc");
  }

  /** A protocol that traces the end. */
  private final class TellsTheEnd implements PipeProtocol {
    @Override
    public boolean eofReceived() {
      trace.add("the end");
      return false;
    }
  }

  @Rule("read-pipe.eof-received.called")
  @Test
  void anEndThatComesAfterSeveralPausesIsTold() throws Exception {
    Ends ends = toRead();
    reading(
        ends,
        new TellsTheEnd(),
        transport -> {
          for (int time = 0; time < 3; time++) {
            transport.pauseReading();
            settle();
            transport.resumeReading();
            settle();
          }
          ends.far().close();
          settle();
        });
    trace.shouldBe("the end");
  }

  @Rule("read-pipe.eof-received.called")
  @ExpectsReports
  @Test
  void theEndIsToldInDebugModeToo() throws Exception {
    Ends ends = toRead();
    loop.setDebug(true);
    reading(
        ends,
        new TellsTheEnd(),
        transport -> {
          ends.far().close();
          settle();
        });
    trace.shouldBe("the end");
  }

  private void traceCurrent(BaseTransport transport, PipeProtocol first) {
    trace.add("the first: " + (transport.getProtocol() == first));
    for (int time = 0; time < 3; time++) {
      PipeProtocol next = new Keeping();
      transport.setProtocol(next);
      trace.add("the next: " + (transport.getProtocol() == next));
    }
  }

  @Rule("pipe.get-protocol.current")
  @Test
  void whoHasTheTransportFindsTheProtocol() throws Exception {
    Keeping reader = new Keeping();
    reading(toRead(), reader, transport -> traceCurrent(transport, reader));
    Keeping writer = new Keeping();
    writing(toWrite(), writer, transport -> traceCurrent(transport, writer));
    trace.shouldBe(
        "the first: true",
        "the next: true",
        "the next: true",
        "the next: true",
        "the first: true",
        "the next: true",
        "the next: true",
        "the next: true");
  }

  @Rule("pipe.set-protocol.hears")
  @Test
  void theLastOfSeveralProtocolsHearsWhatHappens() throws Exception {
    Ends ends = toRead();
    Keeping second = new Keeping();
    Keeping third = new Keeping();
    reading(
        ends,
        new Keeping(),
        transport -> {
          transport.setProtocol(second);
          transport.setProtocol(third);
          ends.far().write(LETTERS);
          settle();
        });
    trace.add("second: " + second.received + ", third: " + third.received);
    writing(
        toWrite(),
        new Ending(),
        transport -> {
          transport.setProtocol(new Ending());
          transport.setProtocol(new Keeping());
        });
    trace.shouldBe("second: , third: abc");
  }

  @Rule("pipe.is-closing.lost")
  @RestsOn(Ground.READ_PIPE_END)
  @Test
  void aTransportIsClosingWhenItIsLost() throws Exception {
    Ends toRead = toRead();
    reading(
        toRead,
        new Keeping(),
        transport -> {
          toRead.far().close();
          settle();
          trace.add("closing: " + transport.isClosing());
        });
    Ends toWrite = toWrite();
    writing(
        toWrite,
        new Keeping(),
        transport -> {
          transport.write(large());
          settle();
          toWrite.far().close();
          settle();
          trace.add("closing: " + transport.isClosing());
        });
    trace.shouldBe("closing: true", "closing: true");
  }

  /** A protocol that writes when it is called. */
  private static final class Writing implements PipeProtocol {
    private final String when;
    private @Nullable WriteTransport transport;

    Writing(String when) {
      this.when = when;
    }

    @Override
    public void connectionMade(BaseTransport made) {
      transport = (WriteTransport) made;
      writeIf("made");
    }

    @Override
    public void pauseWriting() {
      writeIf("pause");
    }

    @Override
    public void resumeWriting() {
      writeIf("resume");
    }

    private void writeIf(String called) {
      if (when.equals(called) && transport != null) {
        transport.write(LETTERS);
      }
    }
  }

  @Rule("write-pipe.write.sends")
  @Test
  void whatIsWrittenWhenTheConnectionIsMadeIsSent() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Writing("made"),
        transport -> {
          settle();
          traceRead(ends.far());
        });
    trace.shouldBe("read: abc");
  }

  private void traceWrittenBehind(String when) throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Writing(when),
        transport -> {
          transport.setWriteBufferLimits(1000, 17);
          transport.write(large());
          byte[] read = readAll(ends.far(), LARGE + LETTERS.length);
          boolean isWhole = Arrays.equals(Arrays.copyOf(read, LARGE), large());
          trace.add(
              "whole: "
                  + isWhole
                  + ", then: "
                  + text(Arrays.copyOfRange(read, LARGE, read.length)));
        });
  }

  @Rule("write-pipe.write.sends")
  @Test
  void whatIsWrittenWhenTooMuchWaitsIsSent() throws Exception {
    traceWrittenBehind("pause");
    trace.shouldBe("whole: true, then: abc");
  }

  @Rule("write-pipe.write.sends")
  @Test
  void whatIsWrittenWhenLittleWaitsIsSent() throws Exception {
    traceWrittenBehind("resume");
    trace.shouldBe("whole: true, then: abc");
  }

  private static String numbers(int first, int count) {
    StringBuilder numbers = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      numbers.append(i).append(' ');
    }
    return numbers.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void traceBehindWhatWaits(Pipe far, String expected) throws Exception {
    byte[] read = readAll(far, LARGE + expected.length());
    String behind = text(Arrays.copyOfRange(read, Math.min(LARGE, read.length), read.length));
    trace.add("the same: " + behind.equals(expected));
  }

  @Rule("write-pipe.write.large")
  @Test
  void manyPiecesBehindWhatWaitsCanBeReadInTheirOrder() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          for (int i = 0; i < 100; i++) {
            transport.write(bytes(numbers(i, 1)));
          }
          traceBehindWhatWaits(ends.far(), numbers(0, 100));
        });
    trace.shouldBe("the same: true");
  }

  @Rule("write-pipe.writelines.order")
  @Test
  void severalPiecesAreSentBehindWhatWaits() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.write(large());
          transport.writelines(
              List.of(bytes(numbers(0, 2)), bytes(numbers(2, 1)), bytes(numbers(3, 5))));
          traceBehindWhatWaits(ends.far(), numbers(0, 8));
        });
    trace.shouldBe("the same: true");
  }

  @Rule("write-pipe.writelines.order")
  @Test
  void twoThousandPiecesAreSent() throws Exception {
    Ends ends = toWrite();
    writing(
        ends,
        new Keeping(),
        transport -> {
          transport.writelines(Collections.nCopies(2000, ONE_BYTE));
          trace.add("read: " + readAll(ends.far(), 2000).length);
        });
    trace.shouldBe("read: 2000");
  }

  // Who ends the transport

  /** A protocol that ends its transport whenever one of its methods is called. */
  private static final class EndingIn<T extends BaseTransport> implements PipeProtocol {
    private final Ender<T> ender;

    EndingIn(Ender<T> ender) {
      this.ender = ender;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void connectionMade(BaseTransport transport) {
      ender.made((T) transport);
    }

    @Override
    public void dataReceived(byte[] data) {
      ender.called("data_received");
    }

    @Override
    public boolean eofReceived() {
      ender.called("eof_received");
      return false;
    }

    @Override
    public void pauseWriting() {
      ender.called("pause_writing");
    }

    @Override
    public void resumeWriting() {
      ender.called("resume_writing");
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      ender.lost();
    }
  }

  /** A protocol that closes its transport as soon as it has one. */
  private static final class ClosedAtOnce implements PipeProtocol {
    @Override
    public void connectionMade(BaseTransport transport) {
      transport.close();
    }
  }

  /** Watches new sockets, as many as it takes to be given what was closed; traces how many tell. */
  private void traceHeard() throws Exception {
    int[] heard = {0};
    for (int i = 0; i < 4; i++) {
      Connection connection = connection();
      for (Socket end : List.of(connection.near(), connection.far())) {
        loop.addReader(
            end.fileno(),
            callback(() -> {
              end.recv(1);
              heard[0]++;
            }));
      }
      connection.near().sendall(ONE_BYTE);
      connection.far().sendall(ONE_BYTE);
    }
    settle();
    trace.add("heard: " + heard[0]);
  }

  @Rule("pipe.close.once")
  @NeedsOperatingSystem
  @Test
  void aPipeThatWasReadIsClosedOnce() throws Exception {
    Ends ends = watched(toRead());
    reading(
        ends,
        new Losing(),
        transport -> {
          transport.close();
          settle();
        });
    trace.add("others are spared: " + bench.surroundings().spared(ends.near()));
    trace.shouldBe("lost", "others are spared: true");
  }

  @Rule("pipe.close.once")
  @NeedsOperatingSystem
  @Test
  void aPipeThatWasWrittenIsClosedOnce() throws Exception {
    for (Consumer<WriteTransport> end :
        List.<Consumer<WriteTransport>>of(WriteTransport::close, WriteTransport::abort)) {
      Ends ends = watched(toWrite());
      writing(
          ends,
          new Losing(),
          transport -> {
            end.accept(transport);
            settle();
          });
      trace.add("others are spared: " + bench.surroundings().spared(ends.near()));
    }
    trace.shouldBe("lost", "others are spared: true", "lost", "others are spared: true");
  }

  private Ends watched(Ends ends) {
    return new Ends(bench.surroundings().watchClosing(ends.near()), ends.far());
  }

  @Rule("pipe.close.reused")
  @Test
  void theDescriptorOfAWritePipeThatIsClosedAtOnceIsFree() throws Exception {
    writing(toWrite(), new ClosedAtOnce(), transport -> settle());
    traceHeard();
    trace.shouldBe("heard: 8");
  }

  @Rule("pipe.close.reused")
  @Test
  void theDescriptorOfAReadPipeThatIsClosedAtOnceIsFree() throws Exception {
    reading(toRead(), new ClosedAtOnce(), transport -> settle());
    traceHeard();
    trace.shouldBe("heard: 8");
  }

  /** Traces the end of a transport that is closed by a method, when something comes and the end. */
  private void traceEndOfReading(String method) throws Exception {
    Ends ends = toRead();
    Ender<ReadTransport> ender = new Ender<>(method, ReadTransport::close);
    reading(
        ends,
        new EndingIn<>(ender),
        transport -> {
          if (!transport.isClosing()) {
            ends.far().write(LETTERS);
          }
          settle();
          ends.far().close();
          ender.rest();
        });
  }

  /** The same of one that sends much, and of one that is aborted. */
  private void traceEndsOfWriting(String method) throws Exception {
    for (Consumer<WriteTransport> end :
        List.<Consumer<WriteTransport>>of(WriteTransport::close, WriteTransport::abort)) {
      Ends ends = toWrite();
      Ender<WriteTransport> ender = new Ender<>(method, end);
      writing(
          ends,
          new EndingIn<>(ender),
          transport -> {
            if (!transport.isClosing()) {
              transport.write(large());
            }
            readAll(ends.far());
            ender.rest();
          });
    }
  }

  @Rule("pipe.connection-lost.in-callback")
  @Test
  void whoEndsAPipeThatHasJustBeenMadeLosesItOnce() throws Exception {
    traceEndOfReading("connection_made");
    traceEndsOfWriting("connection_made");
    trace.shouldBe("lost", "lost", "lost");
  }

  @Rule("pipe.connection-lost.in-callback")
  @Test
  void whoEndsAPipeWhenSomethingComesLosesItOnce() throws Exception {
    traceEndOfReading("data_received");
    traceEndOfReading("eof_received");
    trace.shouldBe("lost", "lost");
  }

  @Rule("pipe.connection-lost.in-callback")
  @Test
  void whoEndsAPipeThatIsPausedLosesItOnce() throws Exception {
    traceEndsOfWriting("pause_writing");
    trace.shouldBe("lost", "lost");
  }

  @Rule("pipe.connection-lost.in-resume")
  @Test
  void whoEndsAPipeThatMayGoOnLosesItOnce() throws Exception {
    traceEndsOfWriting("resume_writing");
    trace.shouldBe("lost", "lost");
  }
}
