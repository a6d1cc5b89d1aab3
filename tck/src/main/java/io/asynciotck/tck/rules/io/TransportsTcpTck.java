package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Patterns;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md} over TCP. */
@UsesThreads // Data of the network need not be there at once.
final class TransportsTcpTck extends TcpRuleTest {

  private static final int LITTLE = 100;

  /** A protocol that traces when it is to pause. */
  private class Pausing extends Hearing {
    @Override
    public void pauseWriting() {
      told("pause");
    }
  }

  /** A protocol that traces when it may go on, too. */
  private final class Paused extends Pausing {
    @Override
    public void resumeWriting() {
      told("resume");
    }
  }

  /** Traces what the far end sees next, while the loop runs: bytes, the end, or nothing. */
  private void traceNext(Socket far) throws Exception {
    byte @Nullable [] part = tryToRead(far);
    for (int quiet = 0; quiet < 20 && part == null; quiet++) {
      settle();
      part = tryToRead(far);
    }
    add("seen: " + (part == null ? "nothing" : part.length == 0 ? "the end" : text(part)));
  }

  /** Traces whether all of the pattern arrives that was written so. */
  private void traceMuchSeen(Socket far) throws Exception {
    traceSeen(far, MORE_THAN_FITS);
  }

  /** Traces whether so much of the pattern arrives. */
  private void traceSeen(Socket far, int length) throws Exception {
    add("all: " + (receivePattern(far, length) == length));
  }

  @Rule("transport.data-received.data")
  @Test
  void whatTheNetworkBringsIsReceived() throws Exception {
    atEachSide(Hearing::new, (transport, far) -> receive(far));
    shouldBeAtEachSide("received abc");
  }

  @Rule("transport.data-received.large")
  @Test
  void howeverMuchTheNetworkBringsAllIsReceived() throws Exception {
    int[] received = {0};
    boolean[] same = {true};
    atEachSide(
        () ->
            new Hearing() {
              @Override
              public void dataReceived(byte[] data) {
                same[0] &= Arrays.equals(data, Patterns.bytes(received[0], data.length, SEED));
                received[0] += data.length;
              }
            },
        (transport, far) -> {
          received[0] = 0;
          sendMegabyte(far, SEED, () -> received[0]);
          add("received: " + received[0] + ", as it was sent: " + same[0]);
        });
    shouldBeAtEachSide("received: " + MEGABYTE + ", as it was sent: true");
  }

  @Rule("transport.write.all")
  @Test
  void allThatIsWrittenToTheNetworkArrives() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          writeMoreThanFits(transport);
          traceMuchSeen(far);
        });
    shouldBeAtEachSide("all: true");
  }

  @Rule("transport.write.order")
  @Test
  void whatIsWrittenBehindMuchArrivesBehindIt() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          writeMoreThanFits(transport);
          transport.write(Patterns.bytes(MORE_THAN_FITS, LITTLE, SEED));
          traceSeen(far, MORE_THAN_FITS + LITTLE);
        });
    shouldBeAtEachSide("all: true");
  }

  @Rule("transport.writelines.order")
  @Test
  void piecesArriveOverTheNetworkInTheirOrder() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.writelines(List.of(bytes("ab"), bytes("c"), bytes("de")));
          add("seen: " + text(readWhileRunning(far, 5)));
        });
    shouldBeAtEachSide("seen: abcde");
  }

  @Rule("transport.eof-received.true-stays")
  @Test
  void aConnectionOfTheNetworkMayStayHalfOpen() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          far.shutdown(bench.sockets().shutWr());
          waitFor("ended");
          transport.write(LETTERS);
          traceNext(far);
        });
    shouldBeAtEachSide("ended", "seen: abc");
  }

  @Rule("transport.connection-lost.end")
  @Test
  void aPeerInTheNetworkThatIsGoneIsNoticed() throws Exception {
    atEachSide(
        Losing::new,
        (transport, far) -> {
          far.close();
          waitFor("lost None");
          add("gives it up");
        });
    shouldBeAtEachSide("lost None", "gives it up");
  }

  @Rule("transport.connection-lost.reset")
  @Test
  void aResetOfTheNetworkIsAnError() throws Exception {
    atEachSide(
        Losing::new,
        (transport, far) -> {
          reset(far);
          waitFor("lost an exception");
          add("gives it up");
        });
    shouldBeAtEachSide("lost an exception", "gives it up");
  }

  @Rule("transport.connection-lost.close")
  @Test
  void aConnectionOfTheNetworkThatIsClosedIsLost() throws Exception {
    traceLostBy(Transport::close);
  }

  @Rule("transport.connection-lost.abort")
  @Test
  void oneThatIsAbortedIsLostToo() throws Exception {
    traceLostBy(Transport::abort);
  }

  private void traceLostBy(Consumer<Transport> end) throws Exception {
    atEachSide(
        Losing::new,
        (transport, far) -> {
          end.accept(transport);
          waitFor("lost None");
          add("gives it up");
        });
    shouldBeAtEachSide("lost None", "gives it up");
  }

  @Rule("transport.write-eof.ends")
  @Test
  void aPeerInTheNetworkSeesTheEnd() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.writeEof();
          traceNext(far);
        });
    shouldBeAtEachSide("seen: the end");
  }

  @Rule("transport.write-eof.after-data")
  @Test
  void theEndComesBehindWhatWaitsForTheNetwork() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          writeMoreThanFits(transport);
          transport.writeEof();
          traceMuchSeen(far);
          traceNext(far);
        });
    shouldBeAtEachSide("all: true", "seen: the end");
  }

  @Rule("transport.write-eof.still-reads")
  @Test
  void behindThatItMayStillSend() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.writeEof();
          settle();
          receive(far);
        });
    shouldBeAtEachSide("received abc");
  }

  @Rule("transport.pause-reading.stops")
  @Test
  void whatTheNetworkBringsWaitsWhileReadingIsPaused() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.pauseReading();
          far.sendall(LETTERS);
          settle();
        });
    shouldBeAtEachSide();
  }

  @Rule("transport.is-reading.paused")
  @Test
  void aTransportOfTheNetworkThatIsPausedDoesNotRead() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.pauseReading();
          add("paused: " + transport.isReading());
        });
    shouldBeAtEachSide("paused: false");
  }

  @Rule("transport.is-reading.open")
  @Test
  void oneThatIsNotPausedReads() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          add("at first: " + transport.isReading());
          transport.pauseReading();
          transport.resumeReading();
          add("after a pause: " + transport.isReading());
        });
    shouldBeAtEachSide("at first: true", "after a pause: true");
  }

  @Rule("transport.is-closing.close")
  @Test
  void oneThatIsClosedIsClosing() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          add("at first: " + transport.isClosing());
          transport.close();
          add("closed: " + transport.isClosing());
        });
    shouldBeAtEachSide("at first: false", "closed: true");
  }

  @Rule("transport.resume-reading.goes-on")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void itIsReceivedWhenReadingGoesOn() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.pauseReading();
          far.sendall(LETTERS);
          settle();
          transport.resumeReading();
          waitFor("received abc");
        });
    shouldBeAtEachSide("received abc");
  }

  @Rule("transport.pause-writing.over-high")
  @Test
  void tooMuchForTheNetworkPausesTheProtocol() throws Exception {
    atEachSide(
        Pausing::new,
        (transport, far) -> {
          writeMoreThanFits(transport);
          drop(far);
        });
    shouldBeAtEachSide("pause");
  }

  @Rule("transport.resume-writing.low")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void whenTheNetworkHasTakenItTheProtocolMayGoOn() throws Exception {
    atEachSide(
        Paused::new,
        (transport, far) -> {
          writeMoreThanFits(transport);
          receivePattern(far, MORE_THAN_FITS);
          waitFor("resume");
        });
    shouldBeAtEachSide("pause", "resume");
  }

  @Rule("transport.write-buffer-limits.get")
  @Test
  void theLimitsOfATransportOfTheNetworkAreAsTheyWereSet() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.setWriteBufferLimits(200, 100);
          add("limits: " + transport.getWriteBufferLimits());
        });
    shouldBeAtEachSide("limits: [100, 200]");
  }

  @Rule("transport.close.flushes")
  @Test
  void whatWaitsForTheNetworkIsSentBehindClose() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          writeMoreThanFits(transport);
          transport.close();
          traceMuchSeen(far);
        });
    shouldBeAtEachSide("all: true");
  }

  @Rule("transport.abort.drops")
  @Test
  void whatWaitsForTheNetworkIsDroppedByAbort() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          writeMoreThanFits(transport);
          transport.abort();
          settle();
          traceMuchSeen(far);
        });
    shouldBeAtEachSide("all: false");
  }
}
