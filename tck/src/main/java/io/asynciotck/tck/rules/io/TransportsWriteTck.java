package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.spec.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md}: sending, and flow control. */
final class TransportsWriteTck extends TransportRuleTest {

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

  @Rule("transport.write.sends")
  @Test
  void whatIsWrittenArrives() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(LETTERS);
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: abc");
  }

  @Rule("transport.write.all")
  @Test
  void muchThatIsWrittenArrivesInItsOrder() throws Exception {
    Connection connection = connection();
    byte[] much = much();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much);
          trace.add("returned");
          byte[] seen = readWhileRunning(connection.far(), much.length);
          trace.add("the same: " + isSame(seen, much));
        });
    trace.shouldBe("returned", "the same: true");
  }

  @Rule("transport.write.after-lost")
  @Test
  void aWriteThatIsTooLateRaisesNothing() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.abort();
          settle();
          trace.outcome(
              "write",
              () -> {
                transport.write(LETTERS);
                return "returned";
              });
        });
    trace.shouldBe("write: returned");
  }

  @Rule("transport.writelines.order")
  @Test
  void severalPiecesArriveOneAfterTheOther() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.writelines(List.of(LETTERS, ONE_BYTE));
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: abcx");
  }

  @Rule("transport.write-eof.ends")
  @Test
  void afterWriteEofTheOtherSideSeesTheEnd() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.writeEof();
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: the end");
  }

  @Rule("transport.write-eof.after-data")
  @Test
  void whatWaitsIsSentBeforeTheEnd() throws Exception {
    Connection connection = connection();
    byte[] much = much();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much);
          transport.writeEof();
          byte[] seen = readWhileRunning(connection.far(), much.length);
          trace.add("the same: " + isSame(seen, much));
        });
    trace.shouldBe("the same: true");
  }

  @Rule("transport.write-eof.still-reads")
  @Test
  void afterWriteEofDataIsStillReceived() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          transport.writeEof();
          settle();
          connection.far().sendall(LETTERS);
          settle();
          trace.add("received: " + protocol.received);
        });
    trace.shouldBe("received: abc");
  }

  @Rule("transport.can-write-eof.true")
  @Test
  void aStreamCanBeEnded() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> trace.add("can write eof: " + transport.canWriteEof()));
    trace.shouldBe("can write eof: true");
  }

  @Rule("transport.close.flushes")
  @Test
  void whatWaitsIsSentBeforeTheConnectionIsLost() throws Exception {
    Connection connection = connection();
    byte[] much = much();
    Protocol protocol =
        new Protocol() {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            trace.add("lost");
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.write(much);
          transport.close();
          settle();
          trace.add("reads");
          byte[] seen = readWhileRunning(connection.far(), much.length);
          settle();
          trace.add("the same: " + isSame(seen, much));
        });
    trace.shouldBe("reads", "lost", "the same: true");
  }

  @Rule("transport.abort.drops")
  @Test
  void whatWaitsIsDroppedByAbort() throws Exception {
    Connection connection = connection();
    byte[] much = much();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much);
          transport.abort();
          settle();
          byte[] seen = readWhileRunning(connection.far(), much.length);
          trace.add("all has come: " + (seen.length == much.length));
        });
    trace.shouldBe("all has come: false");
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
  @Test
  void whenItIsSentTheProtocolMayGoOn() throws Exception {
    Connection connection = connection();
    byte[] much = much();
    with(
        connection,
        new Paused(),
        transport -> {
          transport.write(much);
          readWhileRunning(connection.far(), much.length);
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
}
