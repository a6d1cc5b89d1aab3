package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules of {@code transports.md}: flow control. On a connection whose other end takes nothing,
 * exactly what is written waits.
 */
final class TransportsFlowTck extends TransportRuleTest {

  /** A protocol that traces when it is to pause and when it may go on. */
  private final class Paused implements Protocol {
    @Override
    public void pauseWriting() {
      trace.add("pause");
    }

    @Override
    public void resumeWriting() {
      trace.add("resume");
    }
  }

  @Rule("transport.pause-writing.over-high")
  @Test
  void tooMuchPausesTheProtocol() throws Exception {
    Protocol protocol =
        new Protocol() {
          @Override
          public void pauseWriting() {
            trace.add("pause");
          }
        };
    with(connection(), protocol, transport -> transport.write(much()));
    trace.shouldBe("pause");
  }

  @Rule("transport.pause-writing.over-high")
  @Test
  void tooMuchPausesTheProtocolASecondTime() throws Exception {
    Connection connection = connection();
    Protocol protocol =
        new Protocol() {
          @Override
          public void pauseWriting() {
            trace.add("pause");
          }
        };
    with(connection, protocol, transport -> writeMuch(transport, connection, 2));
    trace.shouldBe("pause", "pause");
  }

  private void writeMuch(Transport transport, Connection connection, int times) throws Exception {
    for (int time = 0; time < times; time++) {
      transport.write(much());
      drop(connection.far());
    }
  }

  @Rule("transport.pause-writing.once")
  @Test
  void aProtocolThatIsPausedIsNotPausedAgain() throws Exception {
    int[] pauses = {0};
    Protocol protocol =
        new Protocol() {
          @Override
          public void pauseWriting() {
            pauses[0]++;
          }
        };
    with(
        connection(),
        protocol,
        transport -> {
          transport.write(much());
          transport.write(much());
        });
    trace.add("again: " + (pauses[0] > 1));
    trace.shouldBe("again: false");
  }

  @Rule("transport.resume-writing.low")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void whenItIsSentTheProtocolMayGoOn() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Paused(),
        transport -> {
          transport.write(much());
          receiveMuch(connection.far());
          settle();
        });
    trace.shouldBe("pause", "resume");
  }

  @Rule("transport.resume-writing.low")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void theProtocolMayGoOnEachTime() throws Exception {
    Connection connection = connection();
    with(connection, new Paused(), transport -> writeMuch(transport, connection, 3));
    trace.shouldBe("pause", "resume", "pause", "resume", "pause", "resume");
  }

  @Rule("transport.resume-writing.low")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void theProtocolMayGoOnThoughMuchStillWaits() throws Exception {
    Connection connection = full();
    List<Integer> sizes = new ArrayList<>();
    with(
        connection,
        new Measuring(sizes),
        transport -> {
          int low = MUCH - 100_000;
          transport.setWriteBufferLimits(low, low);
          transport.write(much());
          connection.far().setblocking(false);
          boolean late = false;
          for (int part = 0; part < 16 && !late; part++) {
            Outcome.of(() -> connection.far().recv(1 << 17));
            settle();
            late = sizes.isEmpty() && transport.getWriteBufferSize() <= low;
          }
          trace.add("still paused though there is room: " + late);
        });
    trace.shouldBe("still paused though there is room: false");
  }

  @Rule("transport.resume-writing.low")
  @RestsOn({Ground.PAUSE_WRITING, Ground.CLOSE_FLUSHES})
  @Test
  void theProtocolMayGoOnThoughTheTransportIsClosing() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Paused(),
        transport -> {
          transport.write(much());
          transport.close();
          receiveMuch(connection.far());
          settle();
        });
    trace.shouldBe("pause", "resume");
  }

  @Rule("transport.write-buffer-limits.refused")
  @Test
  void limitsThatCannotBeKeptAreRefused() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport ->
            trace.outcome(
                "limits",
                () -> {
                  transport.setWriteBufferLimits(1, 2);
                  return "taken";
                }));
    trace.shouldBe("limits: raises IllegalArgumentException");
  }

  @Rule("transport.pause-writing.at-high")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Test
  void atTheLimitTheProtocolMayBePausedOrNot() throws Exception {
    with(
        full(),
        new Paused(),
        transport -> {
          transport.setWriteBufferLimits(3, 1);
          transport.write(LETTERS);
          trace.add("at the limit");
          transport.write(ONE_BYTE);
        });
    trace.shouldBeOneOf(List.of("at the limit", "pause"), List.of("pause", "at the limit"));
  }

  @Rule("transport.pause-writing.one-more")
  @RestsOn(Ground.WRITE_BUFFER_SIZE)
  @Test
  void oneByteMoreThanTheLimitPausesTheProtocol() throws Exception {
    with(
        full(),
        new Paused(),
        transport -> {
          transport.setWriteBufferLimits(2, 1);
          transport.write(ONE_BYTE);
          trace.add("below");
          transport.write(new byte[] {'a', 'b'});
          trace.add("above");
        });
    trace.shouldBe("below", "pause", "above");
  }

  @Rule("transport.pause-writing.high-zero")
  @Test
  void withoutALimitAnyByteThatWaitsPausesTheProtocol() throws Exception {
    with(
        full(),
        new Paused(),
        transport -> {
          transport.setWriteBufferLimits(0, null);
          trace.add("nothing waits");
          transport.write(ONE_BYTE);
        });
    trace.shouldBe("nothing waits", "pause");
  }

  @Rule("transport.pause-writing.raises")
  @Test
  void whatPauseWritingRaisesIsReportedAndTheRestIsSent() throws Exception {
    traceReports();
    Connection connection = full();
    Protocol protocol =
        new Protocol() {
          @Override
          public void pauseWriting() {
            throw Boom.raise(new Boom());
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.setWriteBufferLimits(0, null);
          transport.write(LETTERS);
          trace.add("sent: " + tail(connection));
        });
    trace.shouldBe("reported: true", "sent: abc");
  }

  @Rule("transport.resume-writing.not-above-low")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void whoMayGoOnHasRoom() throws Exception {
    Connection connection = connection();
    List<Integer> sizes = new ArrayList<>();
    Protocol protocol = new Measuring(sizes);
    with(
        connection,
        protocol,
        transport -> {
          transport.setWriteBufferLimits(MUCH / 2, 1_000);
          transport.write(much());
          receiveMuch(connection.far());
          settle();
        });
    trace.add("resumed: " + sizes.size());
    trace.add("at most 1000: " + sizes.stream().allMatch(size -> size <= 1_000));
    trace.shouldBe("resumed: 1", "at most 1000: true");
  }

  /** A protocol that asks how much waits when it may go on. */
  private static final class Measuring implements Protocol {
    private final List<Integer> sizes;
    private @Nullable Transport transport;

    Measuring(List<Integer> sizes) {
      this.sizes = sizes;
    }

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public void resumeWriting() {
      if (transport != null) {
        sizes.add(transport.getWriteBufferSize());
      }
    }
  }

  @Rule("transport.resume-writing.low-zero")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void withoutALowLimitTheProtocolMayGoOnWhenNothingWaits() throws Exception {
    Connection connection = connection();
    List<Integer> sizes = new ArrayList<>();
    with(
        connection,
        new Measuring(sizes),
        transport -> {
          transport.setWriteBufferLimits(MUCH / 2, 0);
          transport.write(much());
          receiveMuch(connection.far());
          settle();
        });
    trace.add("waits: " + sizes);
    trace.shouldBe("waits: [0]");
  }

  @Rule("transport.resume-writing.only-paused")
  @Test
  void aProtocolThatIsNotPausedIsNotToldToGoOn() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Paused(),
        transport -> {
          transport.setWriteBufferLimits(100, 50);
          transport.write(LETTERS);
          trace.add("sent: " + tail(connection));
        });
    trace.shouldBe("sent: abc");
  }

  @Rule("transport.resume-writing.raises")
  @Test
  void whatResumeWritingRaisesIsReportedAndTheConnectionGoesOn() throws Exception {
    traceReports();
    Connection connection = full();
    Protocol protocol =
        new Protocol() {
          @Override
          public void resumeWriting() {
            throw Boom.raise(new Boom());
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.setWriteBufferLimits(0, null);
          transport.write(LETTERS);
          tail(connection);
          transport.write(LETTERS);
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("reported: true", "seen: abc");
  }

  /** Traces the limits that a transport has when they were set. */
  private void traceLimits(TransportBody set) throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          set.run(transport);
          trace.add(transport.getWriteBufferLimits());
        });
  }

  @Rule("transport.write-buffer-limits.get")
  @Test
  void limitsThatWereRefusedAreNotThere() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.setWriteBufferLimits(200, 100);
          boolean refused = isRefused(() -> transport.setWriteBufferLimits(1, 2));
          trace.add(refused ? "refused, " + transport.getWriteBufferLimits() : "taken");
        });
    trace.shouldBeOneOf(List.of("refused, [100, 200]"), List.of("taken"));
  }

  @Rule("transport.write-buffer-limits.get")
  @Test
  void theLimitsAreAsTheyWereSetThoughSomethingWaits() throws Exception {
    with(
        full(),
        new Receiver(),
        transport -> {
          transport.setWriteBufferLimits(1, 0);
          transport.write(LETTERS);
          transport.setWriteBufferLimits(200, 100);
          trace.add(transport.getWriteBufferLimits());
        });
    trace.shouldBe("[100, 200]");
  }

  @Rule("transport.write-buffer-limits.get")
  @Test
  void theLimitsAreAsTheyWereSet() throws Exception {
    traceLimits(transport -> {
      transport.setWriteBufferLimits(200, 100);
      trace.add(transport.getWriteBufferLimits());
      byPosition(transport, "high", "low").setWriteBufferLimits(400, 300);
    });
    trace.shouldBe("[100, 200]", "[300, 400]");
  }

  @Rule("transport.write-buffer-limits.default")
  @Test
  void thereAreLimitsThatNobodyHasSet() throws Exception {
    traceLimits(transport -> {});
    trace.shouldBe("[16384, 65536]");
  }

  @Rule("transport.write-buffer-limits.only-high")
  @RestsOn(Ground.WRITE_BUFFER_LIMITS)
  @Test
  void theLowLimitFollowsFromTheHighOne() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.setWriteBufferLimits(1_000, null);
          List<Integer> limits = transport.getWriteBufferLimits();
          trace.add("high: " + limits.get(1));
          trace.add("low is not above it: " + (limits.get(0) <= limits.get(1)));
        });
    trace.shouldBe("high: 1000", "low is not above it: true");
  }

  @Rule("transport.write-buffer-limits.only-low")
  @Test
  void theHighLimitFollowsFromTheLowOne() throws Exception {
    traceLimits(transport -> transport.setWriteBufferLimits(null, 1_000));
    trace.shouldBe("[1000, 4000]");
  }

  @Rule("transport.write-buffer-limits.neither")
  @Test
  void theLimitsCanBePutBack() throws Exception {
    traceLimits(transport -> {
      transport.setWriteBufferLimits(2, 1);
      transport.setWriteBufferLimits(null, null);
    });
    trace.shouldBe("[16384, 65536]");
  }

  @Rule("transport.write-buffer-limits.high-zero")
  @RestsOn(Ground.WRITE_BUFFER_LOW)
  @Test
  void ifTheHighLimitIsZeroSoIsTheLowOne() throws Exception {
    traceLimits(transport -> transport.setWriteBufferLimits(0, null));
    trace.shouldBe("[0, 0]");
  }

  @Rule("transport.write-buffer-limits.negative")
  @Test
  void negativeLimitsAreRefused() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport ->
            trace.outcome(
                "limits",
                () -> {
                  transport.setWriteBufferLimits(1, -1);
                  return "taken";
                }));
    trace.shouldBe("limits: raises IllegalArgumentException");
  }

  @Rule("transport.write-buffer-limits.at-once")
  @Test
  void aLimitIsInForceWhenItIsSet() throws Exception {
    with(
        full(),
        new Paused(),
        transport -> {
          transport.write(LETTERS);
          trace.add("waits");
          transport.setWriteBufferLimits(2, 1);
          trace.add("set");
        });
    trace.shouldBe("waits", "pause", "set");
  }
}
