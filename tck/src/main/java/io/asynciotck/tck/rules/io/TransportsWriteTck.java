package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Patterns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code transports.md}: sending. */
final class TransportsWriteTck extends TransportRuleTest {

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
    with(
        connection,
        new Receiver(),
        transport -> {
          transport.write(much());
          transport.writeEof();
          traceMuchReceived(connection.far());
        });
    trace.shouldBe("received: all of it");
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
