package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules of {@code transports.md}: how connections begin and end with a side that does as it likes.
 */
final class TransportsEndTck extends ProtocolRuleTest {

  /** A protocol that traces the beginning and the end. */
  private class Living extends Receiver {
    @Override
    public void connectionMade(Transport transport) {
      trace.add("made");
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      traceLost(exc);
    }
  }

  private void traceLost(@Nullable Throwable exc) {
    trace.add("lost: " + reason(exc));
  }

  @Rule("transport.connection-made.then-lost")
  @RestsOn(Ground.LOST_AT_END)
  @Test
  void aConnectionThatIsOverIsMadeAndLost() throws Exception {
    Connection connection = connection();
    connection.far().close();
    with(connection, new Living(), transport -> settle());
    trace.shouldBe("made", "lost: None");
  }

  @Rule("transport.connection-made.raises")
  @Test
  void whatConnectionMadeRaisesIsReportedAndDataIsReceived() throws Exception {
    traceReports();
    Receiver protocol =
        new Receiver() {
          @Override
          public void connectionMade(Transport transport) {
            throw Boom.raise(new Boom());
          }
        };
    with(readable(), protocol, transport -> settle());
    trace.add("received: " + protocol.received);
    trace.shouldBe("reported: true", "received: x");
  }

  @Rule("transport.connection-lost.reset")
  @Test
  void aConnectionIsLostWithAnErrorThoughOnlyAWriteNoticesIt() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Living(),
        transport -> {
          transport.pauseReading();
          transport.write(much());
          connection.far().close(); // with something that nobody has read: a reset
          settle();
        });
    trace.shouldBe("made", "lost: an exception");
  }

  @Rule("transport.connection-lost.reset")
  @Test
  void aConnectionIsLostWithAnErrorThoughOnlyTheNextWriteNoticesIt() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Living(),
        transport -> {
          transport.write(LETTERS);
          transport.pauseReading();
          settle();
          connection.far().close(); // with something that nobody has read: a reset
          settle();
          if (!transport.isClosing()) {
            transport.write(LETTERS);
            settle();
          }
        });
    trace.shouldBe("made", "lost: an exception");
  }

  @Rule("transport.connection-lost.reset")
  @Test
  void aConnectionThatIsResetIsLostWithAnError() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Living(),
        transport -> {
          transport.write(LETTERS);
          settle();
          connection.far().close(); // with something that nobody has read: a reset
          settle();
        });
    trace.shouldBe("made", "lost: an exception");
  }

  @Rule("transport.connection-lost.reset")
  @RestsOn(Ground.BUFFERED_PROTOCOL)
  @Test
  void aResetIsAnErrorForAProtocolWithBuffersToo() throws Exception {
    Connection connection = connection();
    Buffered protocol =
        new Buffered(LETTERS.length) {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            traceLost(exc);
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.write(LETTERS);
          settle();
          connection.far().close(); // with something that nobody has read: a reset
          settle();
        });
    trace.shouldBe("lost: an exception");
  }

  @Rule("transport.connection-lost.last")
  @Test
  void afterTheEndTheProtocolHearsNothing() throws Exception {
    Connection connection = full();
    int[] after = {0};
    boolean[] lost = {false};
    Receiver protocol =
        new Patient() {
          @Override
          public void dataReceived(byte[] data) {
            count();
          }

          @Override
          public boolean eofReceived() {
            count();
            return true;
          }

          @Override
          public void resumeWriting() {
            count();
          }

          @Override
          public void connectionLost(@Nullable Throwable exc) {
            lost[0] = true;
          }

          private void count() {
            after[0] += lost[0] ? 1 : 0;
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.write(much());
          connection.far().sendall(LETTERS);
          transport.abort();
          settle();
          connection.far().close();
          settle();
        });
    trace.add("heard after the end: " + after[0]);
    trace.shouldBe("heard after the end: 0");
  }

  @Rule("transport.connection-lost.once-at-end")
  @RestsOn(Ground.LOST_AT_END)
  @Test
  void anEndThatIsAnsweredByEndsIsToldOnce() throws Exception {
    Connection connection = connection();
    int[] lost = {0};
    Receiver protocol =
        new Owner() {
          @Override
          public boolean eofReceived() {
            own(Transport::close);
            return false;
          }

          @Override
          public void connectionLost(@Nullable Throwable exc) {
            lost[0]++;
            own(its -> giveUp(its::close));
            own(its -> giveUp(its::abort));
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          connection.far().close();
          settle();
        });
    trace.add("lost: " + lost[0]);
    trace.shouldBe("lost: 1");
  }

  @Rule("transport.connection-lost.raises")
  @Test
  void whatConnectionLostRaisesIsReportedAndTheOtherSideSeesTheEnd() throws Exception {
    traceReports();
    Connection connection = connection();
    Receiver protocol =
        new Receiver() {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            throw Boom.raise(new Boom());
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.close();
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("reported: true", "seen: the end");
  }

  @Rule("transport.close.once")
  @NeedsOperatingSystem
  @Test
  void theSocketOfAConnectionIsClosedOnce() throws Exception {
    traceSpared((transport, far) -> transport.close());
    traceSpared((transport, far) -> transport.abort());
    traceSpared((transport, far) -> far.close());
    trace.shouldBe("others are spared: true", "others are spared: true", "others are spared: true");
  }

  /** Ends a connection. */
  @FunctionalInterface
  private interface End {
    void end(Transport transport, Socket far) throws Exception;
  }

  private void traceSpared(End end) throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          Bystander bystander = new Bystander(connection.near());
          end.end(transport, connection.far());
          bystander.traceSpared();
        });
  }

  @Rule("transport.abort.after-close")
  @Test
  void aConnectionThatIsClosingCanBeGivenUp() throws Exception {
    traceGivenUpAfter(Transport::close);
    trace.shouldBe("made", "waits", "lost: None", "settled");
  }

  @Rule("transport.abort.after-close")
  @Test
  void aStreamThatIsEndingCanBeGivenUp() throws Exception {
    traceGivenUpAfter(Transport::writeEof);
    trace.shouldBe("made", "waits", "lost: None", "settled");
  }

  /** A connection that waits to send data, of which the end was asked for, is given up. */
  private void traceGivenUpAfter(Consumer<Transport> end) throws Exception {
    with(
        full(),
        new Living(),
        transport -> {
          transport.write(LETTERS);
          end.accept(transport);
          settle();
          trace.add("waits");
          transport.abort();
          settle();
          trace.add("settled");
        });
  }

  @Rule("transport.abort.no-more-data")
  @Test
  void aProtocolThatAbortsWhenItIsGivenDataIsGivenNoMore() throws Exception {
    traceCallsUpTo(Transport::abort);
    trace.shouldBe("calls: 1");
  }

  @Rule("transport.abort.no-more-data")
  @Test
  void afterAbortNoDataIsGiven() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          connection.far().sendall(LETTERS);
          transport.abort();
          settle();
          trace.add("received: " + protocol.received);
        });
    trace.shouldBe("received: ");
  }

  @Rule("transport.is-closing.abort")
  @Test
  void isClosingTellsOfAbort() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.abort();
          trace.add("is closing: " + transport.isClosing());
        });
    trace.shouldBe("is closing: true");
  }

  @Rule("transport.is-closing.lost")
  @Test
  void isClosingTellsOfAConnectionThatIsLost() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          connection.far().close();
          settle();
          trace.add("is closing: " + transport.isClosing());
        });
    trace.shouldBe("is closing: true");
  }
}
