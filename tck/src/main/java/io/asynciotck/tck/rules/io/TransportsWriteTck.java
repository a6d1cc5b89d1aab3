package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Patterns;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md}: sending. */
final class TransportsWriteTck extends TransportRuleTest {
  private static final int A_BIT = 5_000;

  @Rule("transport.write.sends")
  @Test
  void whatIsWrittenWhenTheConnectionIsMadeIsSent() throws Exception {
    Connection connection = connection();
    Protocol protocol =
        new Receiver() {
          @Override
          public void connectionMade(Transport transport) {
            transport.write(LETTERS);
          }
        };
    with(
        connection,
        protocol,
        transport -> trace.add(text(readWhileRunning(connection.far(), LETTERS.length))));
    trace.shouldBe("abc");
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

  /** A protocol that writes when it is told of something, and once. */
  private static class Answering extends Owner {
    private boolean answered;

    final void answer() {
      if (!answered) {
        own(its -> its.write(LETTERS));
        answered = true;
      }
    }
  }

  @Rule("transport.write.sends")
  @RestsOn(Ground.EOF_STAYS)
  @Test
  void theAnswerToTheEndArrives() throws Exception {
    Connection connection = connection();
    Protocol protocol =
        new Answering() {
          @Override
          public boolean eofReceived() {
            answer();
            return false;
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          trace.add(tail(connection));
        });
    trace.shouldBe("abc");
  }

  @Rule("transport.write.sends")
  @RestsOn({Ground.PAUSE_WRITING, Ground.RESUME_WRITING, Ground.PAUSE_ONE_MORE})
  @Test
  void whatIsWrittenWhenTheProtocolMayGoOnArrives() throws Exception {
    Connection connection = full();
    Protocol protocol =
        new Answering() {
          @Override
          public void resumeWriting() {
            answer();
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.setWriteBufferLimits(2, 1);
          transport.write(new byte[] {'1', '2', '3', '4', '5'});
          trace.add(tail(connection));
        });
    trace.shouldBe("12345abc");
  }

  @Rule("transport.write.all")
  @Test
  void muchThatIsWrittenArrivesInItsOrder() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much());
          trace.add("returned");
          traceMuchReceived(connection.far());
        });
    trace.shouldBe("returned", "received: all of it");
  }

  @Rule("transport.write.idle")
  @UsesThreads
  @RestsOn(Ground.POLL_WAKES)
  @Test
  void aTransportThatHasSentEverythingLeavesTheProcessorAlone() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much());
          var _ = receiveMuch(connection.far());
          traceIdle();
        });
    trace.shouldBe("idle: true");
  }

  @Rule("transport.write.idle")
  @UsesThreads
  @RestsOn(Ground.POLL_WAKES)
  @Test
  void aTransportThatCannotSendAnyMoreLeavesTheProcessorAlone() throws Exception {
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.write(much());
          traceIdle();
        });
    trace.shouldBe("idle: true");
  }

  @Rule("transport.write.all")
  @Test
  void muchThatIsWrittenAtFirstArrives() throws Exception {
    Connection connection = connection();
    Receiver protocol =
        new Receiver() {
          @Override
          public void connectionMade(Transport transport) {
            transport.write(much());
          }
        };
    with(connection, protocol, transport -> traceMuchReceived(connection.far()));
    trace.shouldBe("received: all of it");
  }

  @Rule("transport.write.all")
  @Test
  void whatIsWrittenWhileTheProtocolIsToldToPauseOrToGoOnArrives() throws Exception {
    Connection connection = connection();
    int[] told = {0};
    Receiver protocol =
        new Owner() {
          private void writeMore() {
            if (told[0] < 2) {
              own(its -> its.write(Patterns.bytes(MUCH + told[0]++ * A_BIT, A_BIT, SEED)));
            }
          }

          @Override
          public void pauseWriting() {
            writeMore();
          }

          @Override
          public void resumeWriting() {
            writeMore();
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          transport.write(much());
          int received = receivePattern(connection.far(), MUCH + 2 * A_BIT);
          trace.add("all: " + (received == MUCH + told[0] * A_BIT));
        });
    trace.shouldBe("all: true");
  }

  /** Around the sizes of buffers and tables; the first ones are more than a socket takes. */
  private static final List<Integer> SIZES =
      List.of(
          131_072, 65_537, 65_536, 65_535, 4_097, 4_096, 4_095, 1_025, 1_024, 257, 256, 17, 3, 2,
          1);

  @Rule("transport.write.all")
  @Test
  void piecesOfAnySizeArriveInTheirOrder() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          int written = 0;
          for (int i = 0; i < 2 * SIZES.size(); i++) { // so that a socket takes no half of it
            int size = SIZES.get(i % SIZES.size());
            transport.write(Patterns.bytes(written, size, SEED));
            written += size;
          }
          int received = receivePattern(connection.far(), written);
          trace.add(received == written ? "all of it" : received < 0 ? "another" : "less");
        });
    trace.shouldBe("all of it");
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

  @Rule("transport.writelines.iterable")
  @Test
  void thePiecesComeFromAGenerator() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.writelines(List.of(LETTERS, ONE_BYTE).iterator());
          trace.add(text(readWhileRunning(connection.far(), 4)));
          transport.writelines(Collections.nCopies(65, ONE_BYTE).iterator());
          trace.add(text(readWhileRunning(connection.far(), 65)));
        });
    trace.shouldBe("abcx", "x".repeat(65));
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

  /** Traces what arrives of much that is written, behind which something is done. */
  private void traceMuchWritten(TransportBody behind) throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much());
          behind.run(transport);
          traceMuchReceived(connection.far());
        });
  }

  @Rule("transport.write-eof.after-data")
  @Test
  void aSecondEndLosesNothing() throws Exception {
    traceMuchWritten(transport -> {
      transport.writeEof();
      giveUp(transport::writeEof);
    });
    trace.shouldBe("received: all of it");
  }

  @Rule("transport.write-eof.after-data")
  @Test
  void whatWaitsIsSentBeforeTheEnd() throws Exception {
    traceMuchWritten(Transport::writeEof);
    trace.shouldBe("received: all of it");
  }

  @Rule("transport.write-eof.after-data")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void theEndComesThoughTheTransportDoesNotRead() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.pauseReading();
          transport.write(much());
          transport.writeEof();
          traceMuchReceived(connection.far());
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("received: all of it", "seen: the end");
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

  @Rule("transport.write-eof.still-reads")
  @Test
  void dataIsReceivedThoughAWriteBehindTheEndWasRefused() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          transport.writeEof();
          boolean refused = isRefused(() -> transport.write(LETTERS));
          connection.far().sendall(LETTERS);
          settle();
          trace.add(refused ? "refused, received: " + protocol.received : "taken");
        });
    trace.shouldBeOneOf(List.of("refused, received: abc"), List.of("taken"));
  }

  @Rule("transport.write-eof.still-reads")
  @Test
  void dataIsReceivedThoughSomethingWaitsBeforeTheEnd() throws Exception {
    Connection connection = full();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          transport.write(LETTERS);
          transport.writeEof();
          settle();
          connection.far().sendall(LETTERS);
          settle();
          trace.add("received: " + protocol.received);
        });
    trace.shouldBe("received: abc");
  }

  @Rule("transport.write-eof.still-reads")
  @Test
  void dataIsReceivedWhenWhatWaitedBeforeTheEndIsSent() throws Exception {
    Connection connection = connection();
    Receiver protocol = new Receiver();
    with(
        connection,
        protocol,
        transport -> {
          transport.write(much());
          transport.writeEof();
          traceMuchReceived(connection.far());
          settle();
          connection.far().sendall(LETTERS);
          settle();
          trace.add("received: " + protocol.received);
          trace.add("closing: " + transport.isClosing());
        });
    trace.shouldBe("received: all of it", "received: abc", "closing: false");
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
  @RestsOn(Ground.EOF_STAYS)
  @Test
  void whatWaitsIsSentThoughTheOtherSideHasEndedItsStream() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Patient(),
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          transport.write(much());
          transport.close();
          traceMuchReceived(connection.far());
        });
    trace.shouldBe("received: all of it");
  }

  @Rule("transport.close.flushes")
  @RestsOn(Ground.WRITE_EOF_FLUSHES)
  @Test
  void whatWaitsIsSentThoughItsEndIsWritten() throws Exception {
    traceMuchWritten(transport -> {
      transport.writeEof();
      transport.close();
    });
    trace.shouldBe("received: all of it");
  }

  @Rule("transport.close.flushes")
  @Test
  void whatWaitsIsSentWhenTheTransportClosesItself() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much());
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          traceMuchReceived(connection.far());
        });
    trace.shouldBe("received: all of it");
  }

  /** Traces that the connection is lost. */
  private final class Losing implements Protocol {
    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost");
    }
  }

  @Rule("transport.close.flushes")
  @Test
  void whatWaitsIsSentBeforeTheConnectionIsLost() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Losing(),
        transport -> {
          transport.write(much());
          transport.close();
          settle();
          trace.add("reads");
          int received = receiveMuch(connection.far());
          settle();
          trace.add("all of it: " + (received == MUCH));
        });
    trace.shouldBe("reads", "lost", "all of it: true");
  }

  @Rule("transport.close.flushes")
  @Test
  void afterThatItIsLostThoughReadingIsPaused() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Losing(),
        transport -> {
          transport.pauseReading();
          transport.write(much());
          transport.close();
          traceMuchReceived(connection.far());
          settle();
          trace.add("settled");
        });
    trace.shouldBeOneOf(
        List.of("received: all of it", "lost", "settled"),
        List.of("lost", "received: all of it", "settled"));
  }

  @Rule("transport.close.flushes")
  @Test
  void allPiecesThatWaitAreSent() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(LETTERS);
          transport.write(new byte[] {'d'});
          transport.write(new byte[] {'e', 'f'});
          transport.close();
          trace.add(tail(connection));
        });
    trace.shouldBe("abcdef");
  }

  @Rule("transport.abort.drops")
  @Test
  void whatWaitsIsDroppedByAbort() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much());
          transport.abort();
          settle();
          trace.add("all has come: " + (receiveMuch(connection.far()) == MUCH));
        });
    trace.shouldBe("all has come: false");
  }
}
