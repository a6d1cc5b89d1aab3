package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.ReadTransport;
import io.asynciotck.api.io.WriteTransport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code pipes.md}: both ends, and reading. */
final class PipesTck extends PipeRuleTest {

  /** A protocol that traces that its end is connected, and what it receives. */
  private class Tracing extends Ending {
    private final String name;

    Tracing(String name) {
      this.name = name;
    }

    @Override
    public void connectionMade(BaseTransport transport) {
      trace.add(name + " made");
    }

    @Override
    public void dataReceived(byte[] data) {
      trace.add(name + ": " + text(data));
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add(name + " lost");
    }
  }

  @Rule("pipe.pair.protocol")
  @Test
  void theProtocolOfTheFactoryIsGivenBack() throws Exception {
    PipeProtocol protocol = new Keeping();
    traceGivenBack(protocol, loop.connectReadPipe(() -> protocol, toRead().near()));
    traceGivenBack(protocol, loop.connectWritePipe(() -> protocol, toWrite().near()));
    trace.shouldBe("the protocol: true", "the protocol: true");
  }

  private void traceGivenBack(PipeProtocol protocol, Coroutine<List<Object>> connecting)
      throws Exception {
    List<Object> pair = run(() -> await(connecting));
    trace.add("the protocol: " + (pair.get(1) == protocol));
    giveUp(((BaseTransport) pair.getFirst())::close);
    settle();
  }

  @Rule("pipe.connection-made.first")
  @Test
  void theConnectionIsMadeBeforeDataComes() throws Exception {
    Ends ends = toRead();
    ends.far().write(LETTERS);
    reading(ends, new Tracing("reader"), transport -> settle());
    writing(toWrite(), new Tracing("writer"), transport -> settle());
    trace.shouldBe("reader made", "reader: abc", "reader lost", "writer made", "writer lost");
  }

  @Rule("pipe.connection-made.before-return")
  @Test
  void theConnectionIsMadeWhenTheCallReturns() throws Exception {
    Set<String> made = new HashSet<>();
    reading(toRead(), noting(made, "reader"), transport -> trace.add("made: " + made));
    writing(toWrite(), noting(made, "writer"), transport -> trace.add("made: " + made.size()));
    trace.shouldBe("made: [reader]", "made: 2");
  }

  private static PipeProtocol noting(Set<String> made, String name) {
    return new PipeProtocol() {
      @Override
      public void connectionMade(BaseTransport transport) {
        made.add(name);
      }
    };
  }

  @Rule("pipe.connection-lost.close")
  @Test
  void afterCloseTheConnectionIsLost() throws Exception {
    reading(toRead(), new Ending(), this::close);
    writing(toWrite(), new Ending(), this::close);
    trace.shouldBe("lost: None", "closed", "lost: None", "closed");
  }

  private void close(BaseTransport transport) throws Exception {
    transport.close();
    settle();
    trace.add("closed");
  }

  @Rule("pipe.connection-lost.once")
  @Test
  void theConnectionIsLostOnce() throws Exception {
    int[] lost = {0};
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            lost[0]++;
          }
        };
    reading(toRead(), protocol, transport -> closeOften(transport));
    trace.add("more than once: " + (lost[0] > 1));
    lost[0] = 0;
    writing(toWrite(), protocol, transport -> closeOften(transport));
    trace.add("more than once: " + (lost[0] > 1));
    lost[0] = 0;
    writing(toWrite(), protocol, transport -> endOften(transport));
    trace.add("more than once: " + (lost[0] > 1));
    trace.shouldBe("more than once: false", "more than once: false", "more than once: false");
  }

  private void closeOften(BaseTransport transport) throws Exception {
    transport.close();
    transport.close();
    settle();
    transport.close();
    settle();
  }

  private void endOften(WriteTransport transport) throws Exception {
    transport.writeEof();
    transport.writeEof();
    transport.close();
    transport.writeEof();
    settle();
  }

  @Rule("pipe.close.descriptor")
  @Test
  void withTheTransportItsEndIsClosed() throws Exception {
    Set<String> others = bench.descriptors(); // one of them may be closed by what collects garbage
    Ends toRead = toRead();
    Ends toWrite = toWrite();
    toRead.far().close();
    toWrite.far().close();
    Set<String> closed = new HashSet<>(bench.descriptors());
    closed.removeAll(others);
    reading(
        toRead,
        new Keeping(),
        transport -> {
          transport.close();
          settle();
        });
    writing(
        toWrite,
        new Keeping(),
        transport -> {
          transport.close();
          settle();
        });
    closed.removeAll(bench.descriptors());
    trace.add("closed: " + closed.size());
    trace.shouldBe("closed: 2");
  }

  private String cancelledReader(Ends ends) throws Exception {
    return cancelledByTheFactory(
        new Keeping(), factory -> loop.connectReadPipe(factory, ends.near()));
  }

  private String cancelledWriter(Ends ends) throws Exception {
    return cancelledByTheFactory(
        new Keeping(), factory -> loop.connectWritePipe(factory, ends.near()));
  }

  @Rule("pipe.cancel.raised")
  @Test
  void whoIsCancelledWhenTheTransportIsThereHearsOfIt() throws Exception {
    trace.outcome("read", () -> cancelledReader(toRead()));
    settle(); // What is given up takes its time to end.
    trace.outcome("write", () -> cancelledWriter(toWrite()));
    settle();
    trace.shouldBe("read: raises CancelledError", "write: raises CancelledError");
  }

  @Rule("pipe.cancel.closed")
  @Test
  void theEndOfWhoIsCancelledIsClosed() throws Exception {
    Ends toRead = toRead();
    Outcome.of(() -> cancelledReader(toRead));
    Ends toWrite = toWrite();
    Outcome.of(() -> cancelledWriter(toWrite));
    settle();
    String written = Outcome.of(() -> toRead.far().write(LETTERS));
    trace.add("somebody can read: " + !written.startsWith("raises"));
    traceRead(toWrite.far());
    trace.shouldBe("somebody can read: false", "read: the end");
  }

  @Rule("pipe.is-closing.close")
  @Test
  void isClosingTellsOfClose() throws Exception {
    reading(toRead(), new Keeping(), this::traceClosing);
    writing(toWrite(), new Keeping(), this::traceClosing);
    trace.shouldBe("before: false", "after: true", "before: false", "after: true");
  }

  private void traceClosing(BaseTransport transport) throws Exception {
    trace.add("before: " + transport.isClosing());
    transport.close();
    trace.add("after: " + transport.isClosing());
    settle();
  }

  @Rule("pipe.extra-info.pipe")
  @Test
  void thePipeThatIsToldIsTheOneThatWasGiven() throws Exception {
    Ends toRead = toRead();
    reading(toRead, new Keeping(), transport -> tracePipe(toRead, transport));
    Ends toWrite = toWrite();
    writing(toWrite, new Keeping(), transport -> tracePipe(toWrite, transport));
    trace.shouldBe("another: false", "another: false");
  }

  private void tracePipe(Ends ends, BaseTransport transport) {
    Object told = transport.getExtraInfo("pipe");
    trace.add("another: " + (told != null && told != ends.near()));
  }

  @Rule("pipe.extra-info.unknown")
  @Test
  void ofWhatIsNotKnownTheDefaultIsTold() throws Exception {
    reading(toRead(), new Keeping(), this::traceUnknown);
    writing(toWrite(), new Keeping(), this::traceUnknown);
    trace.shouldBe("null", "nobody", "null", "nobody");
  }

  private void traceUnknown(BaseTransport transport) {
    trace.add(String.valueOf(transport.getExtraInfo("no such thing")));
    trace.add(String.valueOf(transport.getExtraInfo("no such thing", "nobody")));
  }

  @Rule("pipe.set-protocol.hears")
  @Test
  void theNewProtocolHearsWhatHappens() throws Exception {
    Ends ends = toRead();
    Tracing first = new Tracing("first");
    reading(
        ends,
        first,
        transport -> {
          transport.setProtocol(new Tracing("second"));
          ends.far().write(LETTERS);
          settle();
        });
    writing(toWrite(), first, transport -> transport.setProtocol(new Tracing("third")));
    trace.shouldBe("first made", "second: abc", "second lost", "first made", "third lost");
  }

  @Rule("pipe.blocking.not")
  @Test
  void theEndDoesNotBlockAnyMore() throws Exception {
    Ends toRead = toRead();
    reading(toRead, new Keeping(), transport -> traceBlocking(toRead));
    Ends toWrite = toWrite();
    writing(toWrite, new Keeping(), transport -> traceBlocking(toWrite));
    trace.shouldBe("blocks: false", "blocks: false");
  }

  private void traceBlocking(Ends ends) {
    trace.add(
        "blocks: " + bench.surroundings().operatingSystem().getBlocking(ends.near().fileno()));
  }

  @Rule("read-pipe.data.received")
  @Test
  void theProtocolIsGivenWhatWasWritten() throws Exception {
    Ends ends = toRead();
    Keeping protocol = new Keeping();
    reading(
        ends,
        protocol,
        transport -> {
          int sent = 0;
          for (String piece : List.of("a", "bc", "def", "g", "hijklmnopqrstuvwx")) {
            ends.far().write(bytes(piece));
            sent += piece.length();
            receive(protocol, sent);
          }
        });
    trace.add(protocol.received);
    trace.shouldBe("abcdefghijklmnopqrstuvwx");
  }

  @Rule("read-pipe.data.large")
  @Test
  void moreThanThePipeHoldsIsReceivedInItsOrder() throws Exception {
    Ends ends = toRead();
    Keeping protocol = new Keeping();
    byte[] large = large();
    reading(
        ends,
        protocol,
        transport -> {
          int sent = 0;
          int before = 0;
          for (int quiet = 0; quiet < 10 && before < LARGE; quiet++) {
            Integer count = sent < LARGE ? write(ends.far(), large, sent) : null;
            sent += count == null ? 0 : count;
            receive(protocol, sent);
            int now = protocol.received.length();
            quiet = count != null || now > before ? -1 : quiet;
            before = now;
          }
        });
    trace.add("the same: " + protocol.received.toString().equals(text(large)));
    trace.shouldBe("the same: true");
  }

  private static @Nullable Integer write(Pipe far, byte[] large, int sent) throws Exception {
    return far.write(Arrays.copyOfRange(large, sent, LARGE));
  }

  @Rule("read-pipe.eof-received.called")
  @Test
  void whenTheWriterIsGoneTheEndIsTold() throws Exception {
    Ends ends = toRead();
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public boolean eofReceived() {
            trace.add("the end");
            return false;
          }
        };
    reading(
        ends,
        protocol,
        transport -> {
          settle();
          trace.add("closes");
          ends.far().close();
          runUntil("the end");
        });
    trace.shouldBe("closes", "the end");
  }

  @Rule("read-pipe.eof-received.called")
  @Test
  void anEndThatComesDuringAPauseIsTold() throws Exception {
    Ends ends = toRead();
    PipeProtocol protocol =
        new PipeProtocol() {
          @Override
          public boolean eofReceived() {
            trace.add("the end");
            return false;
          }
        };
    reading(
        ends,
        protocol,
        transport -> {
          transport.pauseReading();
          ends.far().close();
          settle();
          transport.resumeReading();
          runUntil("the end");
        });
    trace.shouldBe("the end");
  }

  @Rule("read-pipe.eof-received.after-data")
  @RestsOn(Ground.READ_PIPE_END)
  @Test
  void theEndIsToldAfterAllData() throws Exception {
    Ends ends = toRead();
    Keeping protocol =
        new Keeping() {
          @Override
          public boolean eofReceived() {
            trace.add("the end after " + received);
            return false;
          }
        };
    reading(
        ends,
        protocol,
        transport -> {
          ends.far().write(bytes("abcdefgh"));
          ends.far().close();
          runUntil("the end after abcdefgh");
        });
    trace.shouldBe("the end after abcdefgh");
  }

  @Rule("read-pipe.eof-received.after-data")
  @RestsOn(Ground.READ_PIPE_END)
  @Test
  void theEndIsToldAfterAllThatAPipeHolds() throws Exception {
    Ends ends = toRead();
    int[] beforeTheEnd = {0};
    Keeping protocol =
        new Keeping() {
          @Override
          public boolean eofReceived() {
            beforeTheEnd[0] = received.length();
            trace.add("end");
            return false;
          }
        };
    reading(
        ends,
        protocol,
        transport -> {
          @Nullable Integer held = write(ends.far(), large(), 0);
          ends.far().close();
          runUntil("end");
          trace.add("all before it: " + Objects.equals(beforeTheEnd[0], held));
        });
    trace.shouldBe("end", "all before it: true");
  }

  @Rule("read-pipe.eof-received.lost")
  @RestsOn(Ground.READ_PIPE_END)
  @Test
  void atTheEndTheTransportClosesItself() throws Exception {
    Ends ends = toRead();
    reading(
        ends,
        new Ending(),
        transport -> {
          ends.far().close();
          runUntil("lost: None");
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("read-pipe.pause-reading.stops")
  @Test
  void aPausedProtocolIsGivenNothing() throws Exception {
    traceReceived(ReadTransport::pauseReading);
    trace.shouldBe("received: ");
  }

  @Rule("read-pipe.pause-reading.stops")
  @Test
  void aProtocolThatIsPausedAgainIsGivenNothing() throws Exception {
    Ends ends = toRead();
    Keeping protocol = new Keeping();
    reading(
        ends,
        protocol,
        transport -> {
          for (int time = 0; time < 3; time++) {
            transport.pauseReading();
            protocol.received.setLength(0);
            ends.far().write(LETTERS);
            settle();
            trace.add("received: " + protocol.received);
            transport.resumeReading();
            settle();
          }
        });
    trace.shouldBe("received: ", "received: ", "received: ");
  }

  @Rule("read-pipe.pause-reading.idle")
  @UsesThreads
  @RestsOn(Ground.POLL_WAKES)
  @Test
  void aPausedPipeForWhichDataWaitsLeavesTheProcessorAlone() throws Exception {
    Ends ends = toRead();
    reading(
        ends,
        new Keeping(),
        transport -> {
          settle();
          transport.pauseReading();
          ends.far().write(LETTERS);
          traceIdle();
        });
    trace.shouldBe("idle: true");
  }

  @Rule("read-pipe.pause-reading.twice")
  @Test
  void onePauseIsAsGoodAsTwo() throws Exception {
    traceReceivedIn(
        LETTERS.length,
        transport -> {
          transport.pauseReading();
          transport.pauseReading();
          settle();
          transport.resumeReading();
        });
    trace.shouldBe("received: abc");
  }

  @Rule("read-pipe.resume-reading.goes-on")
  @Test
  void whatHasComeMeanwhileIsReceived() throws Exception {
    traceReceivedIn(
        LETTERS.length,
        transport -> {
          transport.pauseReading();
          settle();
          transport.resumeReading();
        });
    trace.shouldBe("received: abc");
  }

  @Rule("read-pipe.resume-reading.goes-on")
  @Test
  void afterEachPauseItGoesOn() throws Exception {
    Ends ends = toRead();
    Keeping protocol = new Keeping();
    reading(
        ends,
        protocol,
        transport -> {
          for (int time = 1; time <= 17; time++) {
            transport.pauseReading();
            ends.far().write(LETTERS);
            transport.resumeReading();
            receive(protocol, time * LETTERS.length);
            if (protocol.received.length() != time * LETTERS.length) {
              trace.add("received after " + time + " pauses: " + protocol.received);
              return;
            }
          }
          trace.add("received each time");
        });
    trace.shouldBe("received each time");
  }

  @Rule("read-pipe.resume-reading.closed")
  @Test
  void aClosedTransportDoesNotGoOn() throws Exception {
    traceReceived(transport -> {
      transport.pauseReading();
      transport.close();
      transport.resumeReading();
    });
    trace.shouldBe("received: ");
  }

  @Rule("read-pipe.close.no-more-data")
  @Test
  void afterCloseNothingIsReceived() throws Exception {
    traceReceived(ReadTransport::close);
    trace.shouldBe("received: ");
  }

  /** Traces what is received if something is done while it waits to be: nothing is expected. */
  private void traceReceived(ReadBody body) throws Exception {
    traceReceivedIn(0, body);
  }

  /** Traces what is received if something is done while it waits to be, and so much is expected. */
  private void traceReceivedIn(int expected, ReadBody body) throws Exception {
    Ends ends = toRead();
    Keeping protocol = new Keeping();
    reading(
        ends,
        protocol,
        transport -> {
          ends.far().write(LETTERS);
          body.run(transport);
          receive(protocol, expected);
          settle();
          trace.add("received: " + protocol.received);
        });
  }

  @Rule("read-pipe.pause-reading.in-connection-made")
  @Test
  void whoPausesAtOnceIsGivenNothing() throws Exception {
    Ends ends = toRead();
    ends.far().write(LETTERS);
    Keeping protocol =
        new Keeping() {
          @Override
          public void connectionMade(BaseTransport transport) {
            ((ReadTransport) transport).pauseReading();
          }
        };
    reading(ends, protocol, transport -> settle());
    trace.add("received: " + protocol.received);
    trace.shouldBe("received: ");
  }

  @Rule("read-pipe.is-reading.open")
  @Test
  void anOpenTransportIsReading() throws Exception {
    reading(toRead(), new Keeping(), transport -> trace.add("reads: " + transport.isReading()));
    trace.shouldBe("reads: true");
  }

  @Rule("read-pipe.is-reading.paused")
  @Test
  void aPausedTransportIsNotReading() throws Exception {
    reading(
        toRead(),
        new Keeping(),
        transport -> {
          transport.pauseReading();
          trace.add("reads: " + transport.isReading());
        });
    trace.shouldBe("reads: false");
  }

  @Rule("read-pipe.is-reading.closed")
  @Test
  void aClosedTransportIsNotReading() throws Exception {
    reading(
        toRead(),
        new Keeping(),
        transport -> {
          transport.close();
          trace.add("reads: " + transport.isReading());
        });
    trace.shouldBe("reads: false");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
