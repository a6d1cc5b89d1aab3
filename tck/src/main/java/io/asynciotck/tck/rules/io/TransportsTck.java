package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md}: the life of a connection, and receiving. */
final class TransportsTck extends TransportRuleTest {

  /** A protocol that traces the end. */
  private class Ending extends Receiver {
    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost: " + (exc == null ? "None" : exc.getClass().getSimpleName()));
    }
  }

  @Rule("transport.connection-made.first")
  @Test
  void theConnectionIsMadeBeforeDataComes() throws Exception {
    Protocol protocol =
        new Protocol() {
          @Override
          public void connectionMade(Transport transport) {
            trace.add("made");
          }

          @Override
          public void dataReceived(byte[] data) {
            trace.add("data");
          }
        };
    with(readable(), protocol, transport -> settle());
    trace.shouldBe("made", "data");
  }

  @Rule("transport.connection-made.before-return")
  @Test
  void theConnectionIsMadeWhenTheCallReturns() throws Exception {
    Protocol protocol =
        new Protocol() {
          @Override
          public void connectionMade(Transport transport) {
            trace.add("made");
          }
        };
    Socket near = connection().near();
    List<Object> pair =
        run(() -> {
          List<Object> made = await(loop.createConnection(() -> protocol, near));
          trace.add("returned");
          return made;
        });
    giveUp(((Transport) pair.getFirst())::abort);
    settle();
    trace.shouldBe("made", "returned");
  }

  @Rule("transport.connection-lost.close")
  @Test
  void aConnectionThatIsClosedWhenItIsMadeIsLost() throws Exception {
    Protocol protocol =
        new Ending() {
          @Override
          public void connectionMade(Transport transport) {
            transport.close();
          }
        };
    with(
        connection(),
        protocol,
        transport -> {
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("transport.connection-lost.close")
  @Test
  void afterCloseTheConnectionIsLost() throws Exception {
    with(
        connection(),
        new Ending(),
        transport -> {
          transport.close();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("transport.connection-lost.close")
  @RestsOn({Ground.LOST_AT_END, Ground.EOF_STAYS})
  @Test
  void theConnectionIsLostThoughTheOtherSideHasEndedItsStreamBefore() throws Exception {
    Connection connection = connection();
    Protocol protocol =
        new Ending() {
          @Override
          public boolean eofReceived() {
            return true;
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          trace.add("ended");
          transport.close();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("ended", "lost: None", "settled");
  }

  /** Traces that a connection is lost whose transport is given up while it is paused. */
  private void traceLostInAPause(Consumer<Transport> end) throws Exception {
    with(
        connection(),
        new Ending(),
        transport -> {
          transport.pauseReading();
          settle();
          end.accept(transport);
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("transport.connection-lost.close")
  @Test
  void theConnectionIsLostThoughReadingIsPaused() throws Exception {
    traceLostInAPause(Transport::close);
  }

  @Rule("transport.connection-lost.abort")
  @Test
  void soItIsAfterAbort() throws Exception {
    traceLostInAPause(Transport::abort);
  }

  @Rule("transport.connection-lost.abort")
  @Test
  void afterAbortTheConnectionIsLost() throws Exception {
    with(
        connection(),
        new Ending(),
        transport -> {
          transport.abort();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("transport.connection-lost.once")
  @Test
  void theConnectionIsLostOnce() throws Exception {
    int[] lost = {0};
    Protocol protocol =
        new Protocol() {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            lost[0]++;
          }
        };
    with(
        connection(),
        protocol,
        transport -> {
          transport.close();
          transport.close();
          transport.abort();
          settle();
          transport.close();
          transport.abort();
          settle();
        });
    trace.add("more than once: " + (lost[0] > 1));
    trace.shouldBe("more than once: false");
  }

  @Rule("transport.connection-lost.later")
  @Test
  void theConnectionIsNotLostInsideOfClose() throws Exception {
    with(
        connection(),
        new Ending(),
        transport -> {
          transport.close();
          trace.add("closed");
          settle();
        });
    trace.shouldBe("closed", "lost: None");
  }

  @Rule("transport.connection-lost.end")
  @Test
  void whenTheOtherSideClosesTheConnectionIsLost() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Ending(),
        transport -> {
          connection.far().close();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("transport.close.ends")
  @Test
  void afterCloseTheOtherSideSeesTheEnd() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.close();
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: the end");
  }

  @Rule("transport.close.socket")
  @Test
  void withTheTransportItsSocketIsClosed() throws Exception {
    traceSocketsClosedBy("close", Transport::close);
    traceSocketsClosedBy("abort", Transport::abort);
    trace.shouldBe("by close: 1", "by abort: 1");
  }

  private void traceSocketsClosedBy(String what, Consumer<Transport> end) throws Exception {
    Connection connection = connection();
    Set<String> closed = new HashSet<>(bench.descriptors());
    with(
        connection,
        new Receiver(),
        transport -> {
          end.accept(transport);
          settle();
          closed.removeAll(bench.descriptors());
        });
    trace.add("by %s: %d".formatted(what, closed.size()));
  }

  @Rule("transport.is-closing.close")
  @Test
  void isClosingTellsOfClose() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          trace.add("before: " + transport.isClosing());
          transport.close();
          trace.add("after: " + transport.isClosing());
        });
    trace.shouldBe("before: false", "after: true");
  }

  @Rule("transport.is-closing.close")
  @Test
  void isClosingTellsOfCloseWhileSomethingWaits() throws Exception {
    withClosed(transport -> {
      trace.add("at once: " + transport.isClosing());
      settle();
      trace.add("later: " + transport.isClosing());
    });
    trace.shouldBe("at once: true", "later: true");
  }

  @Rule("transport.is-closing.close")
  @RestsOn(Ground.EOF_STAYS)
  @Test
  void whatHasEndedInOneDirectionIsNotClosing() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.writeEof();
          settle();
          trace.add("own end: " + transport.isClosing());
        });
    Connection connection = connection();
    with(
        connection,
        new Patient(),
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          trace.add("other end: " + transport.isClosing());
        });
    trace.shouldBe("own end: false", "other end: false");
  }

  @Rule("transport.data-received.data")
  @Test
  void theProtocolIsGivenWhatHasCome() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          connection.far().sendall(LETTERS);
          settle();
        });
    trace.add(protocol.received);
    trace.shouldBe("abc");
  }

  @Rule("transport.data-received.order")
  @Test
  void thePiecesAreWhatWasSent() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          for (char letter = 'a'; letter < 'f'; letter++) {
            connection.far().sendall(new byte[] {(byte) letter});
            settle();
          }
        });
    trace.add(protocol.received);
    trace.shouldBe("abcde");
  }

  @Rule("transport.data-received.raises")
  @Test
  void whatDataReceivedRaisesEndsTheConnection() throws Exception {
    loop.setExceptionHandler(
        (itself, context) -> trace.add("reported: " + (context.get("exception") instanceof Boom)));
    Protocol protocol =
        new Protocol() {
          @Override
          public void dataReceived(byte[] data) {
            throw Boom.raise(new Boom());
          }

          @Override
          public void connectionLost(@Nullable Throwable exc) {
            trace.add("lost by it: " + (exc instanceof Boom));
          }
        };
    with(readable(), protocol, transport -> settle());
    trace.shouldBe("reported: true", "lost by it: true");
  }

  /** Traces what has come before the end. */
  private final class EndsAfterData extends Receiver {
    @Override
    public boolean eofReceived() {
      trace.add("end after " + received);
      return false;
    }
  }

  @Rule("transport.eof-received.called")
  @Test
  void anEndThatComesDuringAPauseIsTold() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new EndsAfterData(),
        transport -> {
          transport.pauseReading();
          connection.far().sendall(LETTERS);
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          transport.resumeReading();
          settle();
        });
    trace.shouldBe("end after abc");
  }

  @Rule("transport.eof-received.called")
  @Test
  void theEndIsToldAfterAllData() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new EndsAfterData(),
        transport -> {
          connection.far().sendall(LETTERS);
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
        });
    trace.shouldBe("end after abc");
  }

  @Rule("transport.eof-received.called")
  @Test
  void theEndIsToldAfterTheOwnEndToo() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new EndsAfterData(),
        transport -> {
          transport.writeEof();
          settle();
          connection.far().sendall(LETTERS);
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
        });
    trace.shouldBe("end after abc");
  }

  @Rule("transport.eof-received.false-closes")
  @RestsOn(Ground.TRANSPORT_CLOSE)
  @Test
  void atTheEndTheTransportClosesItself() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: the end");
  }

  @Rule("transport.eof-received.true-stays")
  @Test
  void ifTheProtocolWantsItTheTransportStaysOpen() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Patient(),
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          transport.write(LETTERS);
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: abc");
  }

  @Rule("transport.eof-received.false-closes")
  @RestsOn(Ground.TRANSPORT_CLOSE)
  @Test
  void itClosesItselfForAnotherFalseValueToo() throws Exception {
    bench.surroundings().answerByTexts();
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: the end");
  }

  @Rule("transport.eof-received.true-stays")
  @Test
  void itStaysOpenForAnotherTrueValueToo() throws Exception {
    bench.surroundings().answerByTexts();
    Connection connection = connection();
    with(
        connection,
        new Patient(),
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          transport.write(LETTERS);
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: abc");
  }

  @Rule("transport.eof-received.true-stays")
  @Test
  void itStaysOpenThoughMuchWaitsToBeSent() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Patient(),
        transport -> {
          transport.write(much());
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          trace.add("closing: " + transport.isClosing());
          traceMuchReceived(connection.far());
          transport.write(LETTERS);
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("closing: false", "received: all of it", "seen: abc");
  }

  @Rule("transport.pause-reading.stops")
  @Test
  void aPausedProtocolIsGivenNothing() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          transport.pauseReading();
          connection.far().sendall(LETTERS);
          settle();
          trace.add("received: " + protocol.received);
        });
    trace.shouldBe("received: ");
  }

  @Rule("transport.pause-reading.stops")
  @Test
  void aProtocolThatIsPausedAgainIsGivenNothing() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          for (int time = 0; time < 3; time++) {
            transport.pauseReading();
            protocol.received.setLength(0);
            connection.far().sendall(LETTERS);
            settle();
            trace.add("received: " + protocol.received);
            transport.resumeReading();
            settle();
          }
        });
    trace.shouldBe("received: ", "received: ", "received: ");
  }

  @Rule("transport.resume-reading.goes-on")
  @Test
  void aResumedProtocolIsGivenWhatHasCome() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          transport.pauseReading();
          settle();
          connection.far().sendall(LETTERS);
          settle();
          transport.resumeReading();
          settle();
          trace.add("received: " + protocol.received);
        });
    trace.shouldBe("received: abc");
  }

  @Rule("transport.close.no-more-data")
  @Test
  void aProtocolThatClosesWhenItIsGivenDataIsGivenNoMore() throws Exception {
    traceCallsUpTo(Transport::close);
    trace.shouldBe("calls: 1");
  }

  @Rule("transport.close.no-more-data")
  @Test
  void afterCloseNoDataIsGiven() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          connection.far().sendall(LETTERS);
          transport.close();
          settle();
          trace.add("received: " + protocol.received);
        });
    trace.shouldBe("received: ");
  }

  @Rule("transport.close.no-more-data")
  @Test
  void norIsItToWhomIsToldToResumeReading() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          transport.pauseReading();
          connection.far().sendall(LETTERS);
          transport.write(much());
          transport.close();
          Outcome.of(() -> {
            transport.resumeReading();
            return "resumes";
          });
          settle();
          trace.add("received: " + protocol.received);
        });
    trace.shouldBe("received: ");
  }
}
