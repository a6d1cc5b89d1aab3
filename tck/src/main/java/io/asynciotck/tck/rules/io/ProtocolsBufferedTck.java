package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code protocols.md}: buffered protocols. */
@RestsOn(Ground.BUFFERED_PROTOCOL)
final class ProtocolsBufferedTck extends ProtocolRuleTest {
  private static final int ENOUGH = 8;

  /** Sends letters to a protocol, and ends the stream, if asked to. */
  private void send(Buffered protocol, boolean ends) throws Exception {
    Connection connection = connection();
    with(
        connection,
        protocol,
        transport -> {
          connection.far().sendall(LETTERS);
          settle();
          if (ends) {
            connection.far().shutdown(bench.sockets().shutWr());
            settle();
          }
        });
  }

  /** A protocol that traces what ends it. */
  private class Ending extends Buffered {
    Ending(int size) {
      super(size);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost by it: " + (exc instanceof Boom));
    }
  }

  @Rule("buffered-protocol.data.in-buffer")
  @Test
  void whatHasComeIsInTheBuffer() throws Exception {
    Buffered protocol =
        new Buffered(ENOUGH) {
          @Override
          public void bufferUpdated(int nbytes) {
            trace.add("in the buffer: " + buffer.decode("iso-8859-1").substring(0, LETTERS.length));
          }
        };
    send(protocol, false);
    trace.shouldBe("in the buffer: abc");
  }

  @Rule("buffered-protocol.data.in-buffer")
  @Test
  void theBufferMayBeAViewOfAnother() throws Exception {
    Buffered protocol =
        new Buffered(ENOUGH) {
          @Override
          public Buffer getBuffer(int sizehint) {
            return bench.view(buffer);
          }

          @Override
          public void bufferUpdated(int nbytes) {
            trace.add("in the buffer: " + buffer.decode("iso-8859-1").substring(0, nbytes));
          }
        };
    send(protocol, false);
    trace.shouldBe("in the buffer: abc");
  }

  @Rule("buffered-protocol.buffer-updated.count")
  @Test
  void theProtocolIsToldHowMuchHasCome() throws Exception {
    int[] count = {0};
    Buffered protocol =
        new Buffered(ENOUGH) {
          @Override
          public void bufferUpdated(int nbytes) {
            count[0] += nbytes;
          }
        };
    send(protocol, false);
    trace.add("bytes: " + count[0]);
    trace.shouldBe("bytes: 3");
  }

  @Rule("buffered-protocol.get-buffer.before-each")
  @Test
  void theProtocolIsAskedForABufferEachTime() throws Exception {
    int[] balance = {0};
    boolean[] without = {false};
    Buffered protocol =
        new Buffered(1) {
          @Override
          public Buffer getBuffer(int sizehint) {
            balance[0] = 1;
            return super.getBuffer(sizehint);
          }

          @Override
          public void bufferUpdated(int nbytes) {
            without[0] |= balance[0] == 0;
            balance[0] = 0;
            trace.add("updated");
          }
        };
    send(protocol, false);
    trace.add("without being asked: " + without[0]);
    trace.shouldBe("updated", "updated", "updated", "without being asked: false");
  }

  @Rule("buffered-protocol.get-buffer.sizehint")
  @Test
  void theHintIsASizeOrNone() throws Exception {
    List<Integer> wrong = new ArrayList<>();
    Buffered protocol =
        new Buffered(ENOUGH) {
          @Override
          public Buffer getBuffer(int sizehint) {
            if (sizehint < -1 || sizehint == 0) {
              wrong.add(sizehint);
            }
            return super.getBuffer(sizehint);
          }
        };
    send(protocol, false);
    trace.add("no sizes: " + wrong);
    trace.shouldBe("no sizes: []");
  }

  @Rule("buffered-protocol.small-buffer.rest")
  @Test
  void whatDoesNotFitComesNext() throws Exception {
    Buffered protocol = new Buffered(2);
    send(protocol, false);
    trace.add("received: " + protocol.received);
    trace.shouldBe("received: abc");
  }

  @Rule("buffered-protocol.small-buffer.untouched")
  @Test
  void theRestOfTheBufferStaysAsItWas() throws Exception {
    Buffered protocol =
        new Buffered(ENOUGH) {
          @Override
          public void bufferUpdated(int nbytes) {
            trace.add("behind it: " + buffer.decode("iso-8859-1").substring(nbytes));
          }
        };
    for (int place = 0; place < ENOUGH; place++) {
      protocol.buffer.set(place, '.');
    }
    send(protocol, false);
    trace.shouldBe("behind it: .....");
  }

  @Rule("buffered-protocol.data.large")
  @Test
  void aMegabyteIsPutIntoTheBuffersWhole() throws Exception {
    Connection connection = connection();
    int[] count = {0};
    boolean[] same = {true};
    Buffered protocol =
        new Buffered(60_000) {
          @Override
          public void bufferUpdated(int nbytes) {
            same[0] &= bench.surroundings().patterns().fits(buffer, nbytes, count[0], SEED);
            count[0] += nbytes;
          }
        };
    with(connection, protocol, transport -> sendMegabyte(connection.far(), SEED, () -> count[0]));
    trace.add("received: " + count[0] + ", as it was sent: " + same[0]);
    trace.shouldBe("received: " + MEGABYTE + ", as it was sent: true");
  }

  @Rule("buffered-protocol.get-buffer.empty")
  @Test
  void aBufferWithoutRoomEndsTheConnection() throws Exception {
    loop.setExceptionHandler(
        (itself, context) -> trace.add("reported: " + (context.get("exception") != null)));
    Buffered protocol =
        new Buffered(0) {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            trace.add("lost by something: " + (exc != null));
          }
        };
    send(protocol, false);
    trace.shouldBe("reported: true", "lost by something: true");
  }

  @Rule("buffered-protocol.get-buffer.raises")
  @Test
  void whatGetBufferRaisesEndsTheConnection() throws Exception {
    traceReports();
    Buffered protocol =
        new Ending(ENOUGH) {
          @Override
          public Buffer getBuffer(int sizehint) {
            throw Boom.raise(new Boom());
          }
        };
    send(protocol, false);
    trace.shouldBe("reported: true", "lost by it: true");
  }

  @Rule("buffered-protocol.buffer-updated.raises")
  @Test
  void whatBufferUpdatedRaisesEndsTheConnection() throws Exception {
    traceReports();
    Buffered protocol =
        new Ending(ENOUGH) {
          @Override
          public void bufferUpdated(int nbytes) {
            throw Boom.raise(new Boom());
          }
        };
    send(protocol, false);
    trace.shouldBe("reported: true", "lost by it: true");
  }

  @Rule("buffered-protocol.eof-received.called")
  @Test
  void theEndIsToldAfterAllData() throws Exception {
    Buffered protocol =
        new Buffered(ENOUGH) {
          @Override
          public void bufferUpdated(int nbytes) {
            trace.add("updated");
          }

          @Override
          public boolean eofReceived() {
            trace.add("end");
            return false;
          }
        };
    send(protocol, true);
    trace.shouldBe("updated", "end");
  }

  @Rule("buffered-protocol.eof-received.false-closes")
  @Test
  void ifTheProtocolDoesNotWantItTheTransportClosesItself() throws Exception {
    Connection connection = connection();
    Buffered protocol =
        new Buffered(ENOUGH) {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            trace.add("lost: " + (exc == null ? "None" : "by something"));
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
          trace.add("closing: " + transport.isClosing());
          traceSeen(connection.far());
        });
    trace.shouldBe("lost: None", "closing: true", "seen: the end");
  }

  @Rule("buffered-protocol.eof-received.true-stays")
  @Test
  void ifTheProtocolWantsItTheTransportStaysOpen() throws Exception {
    Connection connection = connection();
    Buffered protocol =
        new Buffered(ENOUGH) {
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
          transport.write(LETTERS);
          settle();
          traceSeen(connection.far());
        });
    trace.shouldBe("seen: abc");
  }

  @Rule("buffered-protocol.connection.made-and-lost")
  @Test
  void theConnectionIsMadeFirstAndLostLast() throws Exception {
    Buffered protocol =
        new Buffered(ENOUGH) {
          @Override
          public void connectionMade(Transport transport) {
            trace.add("made");
          }

          @Override
          public void bufferUpdated(int nbytes) {
            trace.add("updated");
          }

          @Override
          public void connectionLost(@Nullable Throwable exc) {
            trace.add("lost");
          }
        };
    send(protocol, true);
    trace.shouldBe("made", "updated", "lost");
  }

  @Rule("buffered-protocol.data.in-buffer")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void whatHasComeIsInTheBufferAfterEachPause() throws Exception {
    Connection connection = connection();
    Buffered protocol = new Buffered(ENOUGH);
    with(
        connection,
        protocol,
        transport -> {
          for (int pause = 0; pause < 3; pause++) {
            transport.pauseReading();
            connection.far().sendall(LETTERS);
            settle();
            transport.resumeReading();
            settle();
          }
          trace.add("in the buffer: " + protocol.received);
        });
    trace.shouldBe("in the buffer: abcabcabc");
  }

  /** A protocol that says when it is asked for its buffer. */
  private class Asked extends Buffered {
    Asked() {
      super(ENOUGH);
    }

    @Override
    public Buffer getBuffer(int sizehint) {
      trace.add("asked");
      return super.getBuffer(sizehint);
    }
  }

  @Rule("buffered-protocol.pause-reading.stops")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void aPausedProtocolIsNotAskedForABuffer() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Asked(),
        transport -> {
          settle();
          transport.pauseReading();
          connection.far().sendall(LETTERS);
          settle();
          trace.add("settled");
        });
    trace.shouldBe("settled");
  }

  @Rule("buffered-protocol.pause-reading.in-connection-made")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void aProtocolThatPausesAtFirstIsNotAskedForABuffer() throws Exception {
    Connection connection = connection();
    connection.far().sendall(LETTERS);
    Buffered protocol =
        new Asked() {
          @Override
          public void connectionMade(Transport transport) {
            transport.pauseReading();
          }
        };
    with(
        connection,
        protocol,
        transport -> {
          settle();
          trace.add("settled");
        });
    trace.shouldBe("settled");
  }

  @Rule("buffered-protocol.pause-reading.stops")
  @RestsOn(Ground.PAUSE_READING)
  @Test
  void aProtocolThatPausesWhenItIsGivenDataIsGivenNoMore() throws Exception {
    traceUpdatesUpTo(Transport::pauseReading);
    trace.shouldBe("updates: 1");
  }

  @Rule("buffered-protocol.close.no-more-data")
  @Test
  void aProtocolThatClosesWhenItIsGivenDataIsGivenNoMore() throws Exception {
    traceUpdatesUpTo(Transport::close);
    traceUpdatesUpTo(Transport::abort);
    trace.shouldBe("updates: 1", "updates: 1");
  }

  /** Gives a protocol more than its buffer holds, and counts what it is given up to an end. */
  private void traceUpdatesUpTo(Consumer<Transport> end) throws Exception {
    Connection connection = connection();
    connection.far().sendall(new byte[20_000]);
    int[] updates = {0};
    Buffered protocol =
        new Buffered(ENOUGH) {
          private @Nullable Transport own;

          @Override
          public void connectionMade(Transport transport) {
            own = transport;
          }

          @Override
          public void bufferUpdated(int nbytes) {
            updates[0]++;
            if (own != null) {
              end.accept(own);
            }
          }
        };
    with(connection, protocol, transport -> settle());
    trace.add("updates: " + updates[0]);
  }
}
