package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md}: what is sent piece by piece, and to nobody. */
final class TransportsSendTck extends TransportRuleTest {
  private static final byte[] NOTHING = {};

  private static final int MANY = 3_000;

  /** This much is read at a time. */
  private static final int PIECE = 1 << 18;

  /** Systems send 1,024 pieces with one call. */
  private static final int MORE_THAN_ONE_CALL_TAKES = 1_100;

  /** Traces whether something returns that is done to a transport. */
  private void traceReturn(String what, Runnable action) {
    trace.outcome(
        what,
        () -> {
          action.run();
          return "returned";
        });
  }

  @Rule("transport.write.order")
  @Test
  void whatWaitsKeepsItsOrder() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(LETTERS);
          transport.writelines(List.of(new byte[] {'d'}, new byte[] {'e'}));
          transport.write(new byte[] {'f'});
          trace.add(tail(connection));
        });
    trace.shouldBe("abcdef");
  }

  @Rule("transport.write.order")
  @Test
  void whatIsWrittenLaterIsSentBehindWhatHasWaited() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(LETTERS);
          settle();
          for (byte more = 'd'; more <= 'h'; more++) {
            transport.write(new byte[] {more});
          }
          settle();
          transport.write(new byte[] {'i'});
          trace.add(tail(connection));
        });
    trace.shouldBe("abcdefghi");
  }

  @Rule("transport.write.order")
  @Test
  void manyThatWaitKeepTheirOrder() throws Exception {
    Connection connection = full();
    StringBuilder all = new StringBuilder();
    with(
        connection,
        new Receiver(),
        transport -> {
          for (int i = 0; i < MORE_THAN_ONE_CALL_TAKES; i++) {
            all.append((char) ('a' + i % 23));
            transport.write(new byte[] {(byte) all.charAt(i)});
          }
          trace.add("the same: " + tail(connection).contentEquals(all));
        });
    trace.shouldBe("the same: true");
  }

  @Rule("transport.write.order")
  @Test
  void whatIsWrittenWhenDataComesIsSentBehindWhatWaits() throws Exception {
    Connection connection = full();
    Protocol protocol =
        new Owner() {
          @Override
          public void dataReceived(byte[] data) {
            own(its -> its.write(new byte[] {'d'}));
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.write(LETTERS);
          connection.far().sendall(ONE_BYTE);
          settle();
          trace.add(tail(connection));
        });
    trace.shouldBe("abcd");
  }

  @Rule("transport.write.empty")
  @Test
  void nothingCanBeWritten() throws Exception {
    with(
        full(),
        new Receiver(),
        transport -> {
          transport.write(NOTHING);
          trace.add("waits: " + transport.getWriteBufferSize());
        });
    trace.shouldBe("waits: 0");
  }

  @Rule("transport.write.empty-between")
  @Test
  void noBytesBetweenPiecesChangeNothing() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(NOTHING);
          transport.write(LETTERS);
          transport.write(NOTHING);
          transport.write(new byte[] {'d'});
          transport.write(NOTHING);
          trace.add(tail(connection));
        });
    trace.shouldBe("abcd");
  }

  @Rule("transport.write.changed-buffer")
  @Test
  void aBufferThatIsChangedMayBeSentAsItWasOrAsItIs() throws Exception {
    Connection connection = full();
    Buffer buffer = bench.buffer(2);
    buffer.set(0, 'a');
    buffer.set(1, 'b');
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(buffer);
          buffer.set(0, 'z');
          trace.add(tail(connection));
        });
    trace.shouldBeOneOf(List.of("ab"), List.of("zb"));
  }

  @Rule("transport.write.peer-gone")
  @Test
  void writingToNobodyRaisesNothing() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          connection.far().close();
          traceReturn("at once", () -> transport.write(LETTERS));
          traceReturn("again", () -> transport.write(LETTERS));
          settle();
          traceReturn("when it is lost", () -> transport.write(LETTERS));
        });
    trace.shouldBe("at once: returned", "again: returned", "when it is lost: returned");
  }

  @Rule("transport.write.after-eof")
  @Test
  void writingBehindTheEndIsRefused() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.writeEof();
          traceReturn("write", () -> transport.write(LETTERS));
        });
    trace.shouldBe("write: raises IllegalStateException");
  }

  @Rule("transport.writelines.empty")
  @Test
  void piecesMayBeEmpty() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.writelines(List.of());
          transport.writelines(List.of(NOTHING, ONE_BYTE, NOTHING));
          transport.writelines(List.of(NOTHING));
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: x");
  }

  @Rule("transport.writelines.empty-closed")
  @Test
  void emptyPiecesKeepNoConnectionOpen() throws Exception {
    for (List<byte[]> pieces :
        List.of(List.of(NOTHING), List.of(ONE_BYTE, NOTHING), List.of(NOTHING, ONE_BYTE))) {
      Protocol protocol =
          new Receiver() {
            @Override
            public void connectionLost(@Nullable Throwable exc) {
              trace.add("lost");
            }
          };
      with(
          connection(),
          protocol,
          transport -> {
            transport.writelines(pieces);
            transport.close();
            settle();
            trace.add("settled");
          });
    }
    trace.shouldBe("lost", "settled", "lost", "settled", "lost", "settled");
  }

  @Rule("transport.writelines.many")
  @Test
  void thereMayBeManyPieces() throws Exception {
    Connection connection = full();
    StringBuilder all = new StringBuilder();
    with(
        connection,
        new Receiver(),
        transport -> {
          List<byte[]> pieces = new ArrayList<>();
          for (int i = 0; i < MANY; i++) {
            all.append((char) ('a' + i % 23));
            pieces.add(new byte[] {(byte) all.charAt(i)});
          }
          transport.writelines(pieces);
          transport.write(new byte[] {'z'});
          trace.add("as it was written: " + tail(connection).contentEquals(all.append('z')));
        });
    trace.shouldBe("as it was written: true");
  }

  @Rule("transport.writelines.pauses")
  @Test
  void manyPiecesPauseTheProtocol() throws Exception {
    tracePause(List.of(LETTERS, LETTERS));
    trace.shouldBe("pause", "returned");
  }

  @Rule("transport.writelines.pauses")
  @RestsOn(Ground.PAUSE_ONE_MORE)
  @Test
  void behindWhatWaitsFewerPiecesPauseTheProtocol() throws Exception {
    tracePause(List.of(LETTERS), List.of(LETTERS));
    trace.shouldBe("returned", "pause", "returned");
  }

  /** Traces whether a protocol is paused while pieces are written, of which few may wait. */
  @SafeVarargs
  private void tracePause(List<byte[]>... pieces) throws Exception {
    Protocol protocol =
        new Protocol() {
          @Override
          public void pauseWriting() {
            trace.add("pause");
          }
        };
    with(
        full(),
        protocol,
        transport -> {
          transport.setWriteBufferLimits(LETTERS.length + 1, 1);
          for (List<byte[]> some : pieces) {
            transport.writelines(some);
            trace.add("returned");
          }
        });
  }

  @Rule("transport.writelines.after-lost")
  @Test
  void piecesThatAreTooLateAreTreatedLikeBytes() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          connection.far().close();
          settle();
          traceLate(transport);
        });
    trace.shouldBe("as write does: true");
  }

  @Rule("transport.writelines.after-eof")
  @Test
  void piecesBehindTheEndAreTreatedLikeBytes() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.writeEof();
          traceLate(transport);
        });
    trace.shouldBe("as write does: true");
  }

  private void traceLate(Transport transport) {
    String written =
        Outcome.of(() -> {
          transport.write(LETTERS);
          return "returned";
        });
    String pieces =
        Outcome.of(() -> {
          transport.writelines(List.of(LETTERS, LETTERS));
          return "returned";
        });
    trace.add("as write does: " + (pieces.equals(written) ? "true" : written + ", " + pieces));
  }

  @Rule("transport.write-eof.twice")
  @Test
  void aStreamCanBeEndedAgain() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.writeEof();
          traceReturn("again", transport::writeEof);
        });
    trace.shouldBe("again: returned");
  }

  @Rule("transport.write-eof.closing")
  @Test
  void aTransportThatIsClosedCanBeEnded() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.close();
          traceReturn("write_eof", transport::writeEof);
        });
    trace.shouldBe("write_eof: returned");
  }

  @Rule("transport.write-buffer-size.exact")
  @Test
  void whatIsWrittenWaits() throws Exception {
    with(
        full(),
        new Receiver(),
        transport -> {
          transport.write(LETTERS);
          trace.add("waits: " + transport.getWriteBufferSize());
          transport.write(ONE_BYTE);
          trace.add("waits: " + transport.getWriteBufferSize());
        });
    trace.shouldBe("waits: 3", "waits: 4");
  }

  @Rule("transport.write-buffer-size.exact")
  @RestsOn(Ground.CLOSE_FLUSHES)
  @Test
  void itStillWaitsWhenTheTransportIsClosing() throws Exception {
    withClosed(transport -> trace.add("waits: " + transport.getWriteBufferSize()));
    trace.shouldBe("waits: 3");
  }

  @Rule("transport.write-buffer-size.empty")
  @Test
  void whatWasSentWaitsNoLonger() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(LETTERS);
          tail(connection);
          trace.add("waits: " + transport.getWriteBufferSize());
        });
    trace.shouldBe("waits: 0");
  }

  @Rule("transport.write-buffer-size.sent")
  @Test
  void whatHasArrivedWaitsNoLonger() throws Exception {
    Connection connection = connection();
    boolean[] tooMuch = {false};
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much());
          int left = MUCH;
          for (int quiet = 0; quiet < 20 && left > 0; quiet++) {
            byte @Nullable [] some = tryToRead(connection.far(), PIECE);
            if (some != null) {
              left -= some.length;
              quiet = -1;
            }
            settle();
            tooMuch[0] |= transport.getWriteBufferSize() > left;
          }
          trace.add("left: " + left);
        });
    trace.add("more waits than has not arrived: " + tooMuch[0]);
    trace.shouldBe("left: 0", "more waits than has not arrived: false");
  }
}
