package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules of {@code transports.md} over TCP, at the side of a server. The other tests have connected
 * pairs, which are Unix sockets on most systems, and loops have transports of their own for these.
 */
@UsesThreads // Data of the network need not be there at once.
final class TransportsTcpTck extends ServerRuleTest {

  /** What a test does with a transport, and with the socket at its other end. */
  @FunctionalInterface
  private interface TcpBody {
    void run(Transport transport, Socket far) throws Exception;
  }

  /**
   * A protocol that traces the letters that it receives; it stays open when the other side has
   * ended.
   */
  private class Hearing implements Protocol {
    final AsyncFuture<Transport> made = loop.createFuture();
    private final StringBuilder received = new StringBuilder();

    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
      made.setResult(transport);
    }

    @Override
    public void dataReceived(byte[] data) {
      received.append(text(data));
      if (data.length > 0 && received.length() == LETTERS.length) {
        trace.add("received: " + received); // it may have come in pieces
      }
    }

    @Override
    public boolean eofReceived() {
      if (trace.count("ended") == 0) {
        trace.add("ended");
      }
      return true;
    }
  }

  /** A protocol that traces when it is to pause and when it may go on. */
  private final class Paused extends Hearing {
    @Override
    public void pauseWriting() {
      trace.add("pause");
    }

    @Override
    public void resumeWriting() {
      trace.add("resume");
    }
  }

  /** A protocol that traces its end. */
  private final class Losing extends Hearing {
    @Override
    public boolean eofReceived() {
      return false;
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost: " + (exc == null ? "None" : exc));
    }
  }

  /** Accepts a connection of the network, and does something with its transport. */
  private void overTcp(Hearing protocol, TcpBody body) throws Exception {
    Socket listening = listening();
    Address address = listening.getsockname();
    serving(
        loop.createServer(() -> protocol, listening),
        server -> {
          Socket far = client(address);
          runUntil(protocol.made);
          body.run(protocol.made.result(), far);
        });
  }

  /** Traces what the far end sees next, while the loop runs: bytes, the end, or nothing. */
  private void traceNext(Socket far) throws Exception {
    byte @Nullable [] part = tryToRead(far);
    for (int quiet = 0; quiet < 20 && part == null; quiet++) {
      settle();
      part = tryToRead(far);
    }
    trace.add("seen: " + (part == null ? "nothing" : part.length == 0 ? "the end" : text(part)));
  }

  /** Traces whether all arrives that was written so. */
  private void traceMuchSeen(Socket far) throws Exception {
    trace.add("all: " + (receivePattern(far, MORE_THAN_FITS) == MORE_THAN_FITS));
  }

  @Rule("transport.data-received.data")
  @Test
  void whatTheNetworkBringsIsReceived() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          far.sendall(LETTERS);
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
  }

  @Rule("transport.write.all")
  @Test
  void allThatIsWrittenToTheNetworkArrives() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          writeMoreThanFits(transport);
          traceMuchSeen(far);
        });
    trace.shouldBe("all: true");
  }

  @Rule("transport.writelines.order")
  @Test
  void piecesArriveOverTheNetworkInTheirOrder() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          transport.writelines(List.of(bytes("ab"), bytes("c"), bytes("de")));
          trace.add("seen: " + text(readWhileRunning(far, 5)));
        });
    trace.shouldBe("seen: abcde");
  }

  @Rule("transport.eof-received.true-stays")
  @Test
  void aConnectionOfTheNetworkMayStayHalfOpen() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          far.shutdown(bench.sockets().shutWr());
          runUntil("ended");
          transport.write(LETTERS);
          traceNext(far);
        });
    trace.shouldBe("ended", "seen: abc");
  }

  @Rule("transport.connection-lost.end")
  @Test
  void aPeerInTheNetworkThatIsGoneIsNoticed() throws Exception {
    overTcp(
        new Losing(),
        (transport, far) -> {
          far.close();
          runUntil("lost: None");
          trace.add("gives it up");
        });
    trace.shouldBe("lost: None", "gives it up");
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
    overTcp(
        new Losing(),
        (transport, far) -> {
          end.accept(transport);
          runUntil("lost: None");
          trace.add("gives it up");
        });
    trace.shouldBe("lost: None", "gives it up");
  }

  @Rule("transport.write-eof.ends")
  @Test
  void aPeerInTheNetworkSeesTheEnd() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          transport.writeEof();
          traceNext(far);
        });
    trace.shouldBe("seen: the end");
  }

  @Rule("transport.write-eof.still-reads")
  @Test
  void behindThatItMayStillSend() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          transport.writeEof();
          settle();
          far.sendall(LETTERS);
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
  }

  @Rule("transport.pause-reading.stops")
  @Test
  void whatTheNetworkBringsWaitsWhileReadingIsPaused() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          transport.pauseReading();
          far.sendall(LETTERS);
          settle();
        });
    trace.shouldBe();
  }

  @Rule("transport.resume-reading.goes-on")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void itIsReceivedWhenReadingGoesOn() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          transport.pauseReading();
          far.sendall(LETTERS);
          settle();
          transport.resumeReading();
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
  }

  @Rule("transport.pause-writing.over-high")
  @Test
  void tooMuchForTheNetworkPausesTheProtocol() throws Exception {
    overTcp(
        new Hearing() {
          @Override
          public void pauseWriting() {
            trace.add("pause");
          }
        },
        (transport, far) -> {
          writeMoreThanFits(transport);
          drop(far);
        });
    trace.shouldBe("pause");
  }

  @Rule("transport.resume-writing.low")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void whenTheNetworkHasTakenItTheProtocolMayGoOn() throws Exception {
    overTcp(
        new Paused(),
        (transport, far) -> {
          writeMoreThanFits(transport);
          receivePattern(far, MORE_THAN_FITS);
          runUntil("resume");
        });
    trace.shouldBe("pause", "resume");
  }

  @Rule("transport.write-buffer-limits.get")
  @Test
  void theLimitsOfATransportOfTheNetworkAreAsTheyWereSet() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          transport.setWriteBufferLimits(200, 100);
          trace.add(transport.getWriteBufferLimits());
        });
    trace.shouldBe("[100, 200]");
  }

  @Rule("transport.close.flushes")
  @Test
  void whatWaitsForTheNetworkIsSentBehindClose() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          writeMoreThanFits(transport);
          transport.close();
          traceMuchSeen(far);
        });
    trace.shouldBe("all: true");
  }

  @Rule("transport.abort.drops")
  @Test
  void whatWaitsForTheNetworkIsDroppedByAbort() throws Exception {
    overTcp(
        new Hearing(),
        (transport, far) -> {
          writeMoreThanFits(transport);
          transport.abort();
          settle();
          traceMuchSeen(far);
        });
    trace.shouldBe("all: false");
  }
}
