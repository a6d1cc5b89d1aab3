package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Patterns;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md}: receiving much, and when to receive. */
final class TransportsReadTck extends TransportRuleTest {
  /** More than many a loop receives at once, and less than most systems hold. */
  private static final int AT_ONCE = 100_000;

  @Rule("transport.data-received.not-empty")
  @Test
  void noEmptyDataIsGiven() throws Exception {
    Connection connection = connection();
    int[] empty = {0};
    Receiver protocol =
        new Patient() {
          @Override
          public void dataReceived(byte[] data) {
            super.dataReceived(data);
            empty[0] += data.length == 0 ? 1 : 0;
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          connection.far().sendall(LETTERS);
          settle();
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
        });
    trace.add("empty: " + empty[0]);
    trace.shouldBe("empty: 0");
  }

  @Rule("transport.data-received.large")
  @Test
  void aMegabyteIsReceivedWhole() throws Exception {
    Connection connection = connection();
    Checking protocol = new Checking();
    with(
        connection,
        protocol,
        transport -> sendMegabyte(connection.far(), SEED, () -> protocol.received));
    trace.add("received: " + protocol.received + ", as it was sent: " + protocol.same);
    trace.shouldBe("received: " + MEGABYTE + ", as it was sent: true");
  }

  @Rule("transport.eof-received.called")
  @Test
  void theEndIsToldAfterMuchData() throws Exception {
    Connection connection = connection();
    Checking protocol =
        new Checking() {
          @Override
          public boolean eofReceived() {
            trace.add("end after " + received);
            return false;
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          sendMegabyte(connection.far(), SEED, () -> protocol.received);
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
        });
    trace.shouldBe("end after " + MEGABYTE);
  }

  @Rule("transport.eof-received.called")
  @Test
  void theEndIsToldAfterMuchThatHasComeWithIt() throws Exception {
    Connection connection = connection();
    int[] beforeTheEnd = {0};
    Checking protocol =
        new Checking() {
          @Override
          public boolean eofReceived() {
            beforeTheEnd[0] = received;
            trace.add("end");
            return false;
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          int sent = bench.surroundings().patterns().send(connection.far(), 0, AT_ONCE, SEED);
          connection.far().shutdown(bench.sockets().shutWr());
          runUntil("end");
          trace.add("all before it: " + (beforeTheEnd[0] == sent && protocol.same));
        });
    trace.shouldBe("end", "all before it: true");
  }

  /** A protocol that compares what it is given with a pattern. */
  private static class Checking implements Protocol {
    int received;
    private boolean same = true;

    @Override
    public void dataReceived(byte[] data) {
      same &= Arrays.equals(data, Patterns.bytes(received, data.length, SEED));
      received += data.length;
    }
  }

  @Rule("transport.data-received.fair")
  @Test
  void aFloodDoesNotStopTheOthers() throws Exception {
    Connection loud = connection();
    Connection other = connection();
    Receiver heard =
        new Receiver() {
          @Override
          public void dataReceived(byte[] data) {
            trace.add("other data");
          }
        };
    with(
        other,
        heard,
        ignored ->
            with(
                loud,
                new Flooded(loud.far()),
                transport -> {
                  loud.far().sendall(ONE_BYTE);
                  other.far().sendall(ONE_BYTE);
                  loop.callSoon(trace.mark("callback"));
                  settle();
                }));
    trace.shouldBeInAnyOrder("callback", "other data");
  }

  /** A protocol to which each byte that it is given brings another one, for a long time. */
  private final class Flooded implements Protocol {
    private static final int MOST = 5_000;

    private final Socket far;
    private int received;

    Flooded(Socket far) {
      this.far = far;
    }

    @Override
    public void dataReceived(byte[] data) {
      if (++received == MOST) {
        trace.add("the flood is over");
      } else if (received < MOST) {
        try {
          far.sendall(ONE_BYTE);
        } catch (IOException failed) {
          throw Boom.raise(failed);
        }
      }
    }
  }

  @Rule("transport.eof-received.once")
  @Test
  void theEndIsToldOnce() throws Exception {
    Connection connection = connection();
    int[] ends = {0};
    Receiver protocol =
        new Patient() {
          @Override
          public boolean eofReceived() {
            ends[0]++;
            return true;
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          transport.write(LETTERS);
          settle();
          transport.close();
          settle();
        });
    trace.add("ends: " + ends[0]);
    trace.shouldBe("ends: 1");
  }

  @Rule("transport.eof-received.called")
  @Test
  void anEndThatComesDuringAPauseIsToldLater() throws Exception {
    for (int pauses = 1; pauses <= 3; pauses++) {
      int times = pauses;
      Connection connection = connection();
      with(
          connection,
          new Receiver() {
            @Override
            public boolean eofReceived() {
              trace.add("the end after " + times);
              return false;
            }
          },
          transport -> {
            for (int time = 1; time <= times; time++) {
              transport.pauseReading();
              settle();
              if (time == times) {
                connection.far().shutdown(bench.sockets().shutWr());
                settle();
              }
              transport.resumeReading();
              settle();
            }
          });
    }
    trace.shouldBe("the end after 1", "the end after 2", "the end after 3");
  }

  @Rule("transport.eof-received.once-paused")
  @Test
  void theEndIsNotToldAgainAfterAPause() throws Exception {
    Connection connection = connection();
    int[] ends = {0};
    Receiver protocol =
        new Patient() {
          @Override
          public boolean eofReceived() {
            ends[0]++;
            return true;
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          int before = ends[0];
          for (int time = 0; time < 3; time++) {
            transport.pauseReading();
            settle();
            transport.resumeReading();
            settle();
          }
          trace.add("more ends: " + (ends[0] - before));
        });
    trace.shouldBe("more ends: 0");
  }

  @Rule("transport.eof-received.raises")
  @RestsOn(Ground.EOF_STAYS)
  @Test
  void whatEofReceivedRaisesEndsTheConnection() throws Exception {
    traceReports();
    Connection connection = connection();
    Receiver protocol =
        new Receiver() {
          @Override
          public boolean eofReceived() {
            throw Boom.raise(new Boom());
          }

          @Override
          public void connectionLost(@Nullable Throwable exc) {
            trace.add("lost by it: " + (exc instanceof Boom));
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
        });
    trace.shouldBe("reported: true", "lost by it: true");
  }

  private void traceReading(String what, Transport transport) {
    trace.add(what + ": " + transport.isReading());
  }

  @Rule("transport.is-reading.open")
  @Test
  void aTransportReads() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          settle();
          traceReading("at first", transport);
          transport.pauseReading();
          transport.resumeReading();
          traceReading("after a pause", transport);
        });
    trace.shouldBe("at first: true", "after a pause: true");
  }

  @Rule("transport.is-reading.paused")
  @Test
  void aTransportThatIsPausedDoesNotRead() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          settle();
          transport.pauseReading();
          traceReading("paused", transport);
        });
    trace.shouldBe("paused: false");
  }

  @Rule("transport.is-reading.closed")
  @Test
  void aTransportThatIsClosedDoesNotRead() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          settle();
          transport.close();
          traceReading("closed", transport);
        });
    trace.shouldBe("closed: false");
  }

  @Rule("transport.is-reading.closed")
  @Test
  void aTransportThatIsClosedDoesNotReadWhileSomethingWaits() throws Exception {
    withClosed(transport -> {
      settle();
      traceReading("closed", transport);
    });
    trace.shouldBe("closed: false");
  }

  @Rule("transport.pause-reading.twice")
  @Test
  void twoPausesAreOne() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          settle();
          transport.pauseReading();
          transport.pauseReading();
          connection.far().sendall(LETTERS);
          settle();
          transport.resumeReading();
          settle();
        });
    trace.add("received: " + protocol.received);
    trace.shouldBe("received: abc");
  }

  @Rule("transport.pause-reading.idle")
  @UsesThreads
  @RestsOn(Ground.POLL_WAKES)
  @Test
  void aPausedTransportForWhichDataWaitsLeavesTheProcessorAlone() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          settle();
          transport.pauseReading();
          connection.far().sendall(LETTERS);
          traceIdle();
        });
    trace.shouldBe("idle: true");
  }

  @Rule("transport.eof-received.idle")
  @UsesThreads
  @RestsOn(Ground.POLL_WAKES)
  @Test
  void aTransportThatStaysOpenAtTheEndLeavesTheProcessorAlone() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Patient(),
        transport -> {
          connection.far().close();
          settle();
          traceIdle();
        });
    trace.shouldBe("idle: true");
  }

  @Rule("transport.pause-reading.closed")
  @Test
  void aTransportThatIsClosedCanBePaused() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.close();
          settle();
          trace.outcome(
              "pause",
              () -> {
                transport.pauseReading();
                return "returned";
              });
        });
    trace.shouldBe("pause: returned");
  }

  @Rule("transport.pause-reading.in-connection-made")
  @Test
  void aProtocolThatPausesAtFirstIsGivenNothing() throws Exception {
    Receiver protocol =
        new Receiver() {
          @Override
          public void connectionMade(Transport transport) {
            transport.pauseReading();
          }
        };
    with(readable(), protocol, transport -> settle());
    trace.add("received: " + protocol.received);
    trace.shouldBe("received: ");
  }

  @Rule("transport.pause-reading.stops")
  @Test
  void anotherProtocolIsPausedLikeTheOneBefore() throws Exception {
    Connection connection = connection();
    Receiver other = new Receiver();
    with(
        connection,
        new Receiver(),
        transport -> {
          settle();
          transport.pauseReading();
          transport.setProtocol(other);
          connection.far().sendall(LETTERS);
          settle();
          trace.add("paused: " + other.received);
          transport.resumeReading();
          settle();
          trace.add("resumed: " + other.received);
        });
    trace.shouldBe("paused: ", "resumed: abc");
  }

  @Rule("transport.pause-reading.in-data-received")
  @Test
  void howeverMuchHasComeAPauseEndsIt() throws Exception {
    traceCallsUpTo(Transport::pauseReading);
    trace.shouldBe("calls: 1");
  }

  @Rule("transport.pause-reading.in-data-received")
  @Test
  void aProtocolThatPausesWhenItIsGivenDataIsGivenNoMore() throws Exception {
    Connection connection = readable();
    Receiver protocol =
        new Owner() {
          @Override
          public void dataReceived(byte[] data) {
            super.dataReceived(data);
            own(Transport::pauseReading);
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          settle();
          connection.far().sendall(LETTERS);
          settle();
        });
    trace.add("received: " + protocol.received);
    trace.shouldBe("received: x");
  }

  @Rule("transport.resume-reading.twice")
  @Test
  void aTransportThatReadsCanBeResumed() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          settle();
          transport.resumeReading();
          transport.resumeReading();
          connection.far().sendall(LETTERS);
          settle();
        });
    trace.add("received: " + protocol.received);
    trace.shouldBe("received: abc");
  }
}
