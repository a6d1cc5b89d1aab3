package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code protocols.md}: the protocol of a transport. */
final class ProtocolsTck extends ProtocolRuleTest {

  /** A protocol that traces all that it hears. */
  private class Named extends Receiver {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void connectionMade(Transport transport) {
      trace.add(name + " made");
    }

    @Override
    public void dataReceived(byte[] data) {
      trace.add(name + " received " + text(data));
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add(name + " lost");
    }
  }

  @Rule("transport.get-protocol.current")
  @Test
  void theProtocolIsKnown() throws Exception {
    Receiver protocol = new Receiver();
    with(
        connection(),
        protocol,
        transport -> trace.add("known: " + (transport.getProtocol() == protocol)));
    trace.shouldBe("known: true");
  }

  @Rule("transport.get-protocol.current")
  @Test
  void itIsStillKnownWhenTheTransportIsClosing() throws Exception {
    Receiver protocol = new Receiver();
    withClosed(protocol, transport -> trace.add("known: " + (transport.getProtocol() == protocol)));
    trace.shouldBe("known: true");
  }

  @Rule("transport.set-protocol.get")
  @Test
  void theProtocolThatWasSetIsKnown() throws Exception {
    Receiver other = new Receiver();
    with(
        connection(),
        new Receiver(),
        transport -> {
          transport.setProtocol(other);
          trace.add("known: " + (transport.getProtocol() == other));
        });
    trace.shouldBe("known: true");
  }

  @Rule("transport.set-protocol.hears")
  @Test
  void theNewProtocolHearsWhatComes() throws Exception {
    Connection connection = connection();
    Receiver old = new Receiver();
    Receiver other = new Receiver();
    with(
        connection,
        old,
        transport -> {
          settle();
          transport.setProtocol(other);
          connection.far().sendall(LETTERS);
          settle();
        });
    trace.add("old: " + old.received);
    trace.add("new: " + other.received);
    trace.shouldBe("old: ", "new: abc");
  }

  @Rule("transport.set-protocol.lost")
  @Test
  void theNewProtocolHearsOfTheEnd() throws Exception {
    with(
        connection(),
        new Named("old"),
        transport -> {
          settle();
          transport.setProtocol(new Named("new"));
          transport.close();
          settle();
        });
    trace.shouldBe("old made", "new lost");
  }

  @Rule("transport.set-protocol.lost")
  @RestsOn(Ground.SET_PROTOCOL)
  @Test
  void aProtocolThatIsSetWhileTheTransportIsClosingHearsOfTheEnd() throws Exception {
    Connection connection = full();
    with(
        connection,
        new Named("old"),
        transport -> {
          settle();
          transport.write(LETTERS);
          transport.close();
          transport.setProtocol(new Named("new"));
          tail(connection);
        });
    trace.shouldBe("old made", "new lost");
  }

  @Rule("transport.set-protocol.hears")
  @Test
  void theNewProtocolHearsOfTheEndOfTheStream() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Ending("old"),
        transport -> {
          settle();
          transport.setProtocol(new Ending("new"));
          connection.far().close();
          settle();
        });
    trace.shouldBe("new ended");
  }

  /** A protocol that traces the end of the stream, and nothing else. */
  private final class Ending extends Receiver {
    private final String name;

    Ending(String name) {
      this.name = name;
    }

    @Override
    public boolean eofReceived() {
      trace.add(name + " ended");
      return false;
    }
  }

  @Rule("transport.set-protocol.hears")
  @RestsOn({Ground.SET_PROTOCOL, Ground.EOF_STAYS})
  @Test
  void aProtocolThatIsSetWhenDataComesHearsTheRest() throws Exception {
    Connection connection = connection();
    Receiver next =
        new Receiver() {
          @Override
          public boolean eofReceived() {
            trace.add("ended after " + received);
            return false;
          }
        };
    Receiver first =
        new Owner() {
          @Override
          public void dataReceived(byte[] data) {
            super.dataReceived(data);
            own(its -> its.setProtocol(next));
          }
        };
    with(
        connection,
        first,
        transport -> {
          connection.far().sendall(ONE_BYTE);
          settle();
          trace.add("first: " + first.received);
          connection.far().sendall(LETTERS);
          settle();
          connection.far().shutdown(bench.sockets().shutWr());
          settle();
        });
    trace.shouldBe("first: x", "ended after abc");
  }

  @Rule("transport.set-protocol.hears")
  @Test
  void howeverMuchHasComeTheNextProtocolHearsTheRest() throws Exception {
    traceCallsUpTo(transport -> transport.setProtocol(new Receiver()));
    trace.shouldBe("calls: 1");
  }

  @Rule("transport.set-protocol.paused")
  @RestsOn(Ground.PAUSE_WRITING)
  @Test
  void theNewProtocolIsToldToPause() throws Exception {
    Connection connection = connection();
    with(
        connection,
        new Paused("old"),
        transport -> {
          settle();
          transport.setProtocol(new Paused("new"));
          transport.write(much());
          receiveMuch(connection.far());
          settle();
        });
    trace.shouldBe("new pauses", "new goes on");
  }

  /** A protocol that traces when it is to pause and when it may go on. */
  private final class Paused implements Protocol {
    private final String name;

    Paused(String name) {
      this.name = name;
    }

    @Override
    public void pauseWriting() {
      trace.add(name + " pauses");
    }

    @Override
    public void resumeWriting() {
      trace.add(name + " goes on");
    }
  }

  @Rule("transport.set-protocol.not-made")
  @Test
  void whoIsSetIsNotToldOfTheConnection() throws Exception {
    with(
        connection(),
        new Named("old"),
        transport -> {
          settle();
          transport.setProtocol(new Named("new"));
          settle();
          trace.add("settled");
          transport.setProtocol(new Receiver());
        });
    trace.shouldBe("old made", "settled");
  }

  @Rule("transport.set-protocol.buffered")
  @Test
  void protocolsOfBothKindsTakeTurns() throws Exception {
    Connection connection = connection();
    Receiver plain = new Receiver();
    Buffered buffered = new Buffered(8);
    with(
        connection,
        plain,
        transport -> {
          settle();
          transport.setProtocol(buffered);
          connection.far().sendall(LETTERS);
          settle();
          transport.setProtocol(plain);
          connection.far().sendall(ONE_BYTE);
          settle();
        });
    trace.add("buffered: " + buffered.received);
    trace.add("plain: " + plain.received);
    trace.shouldBe("buffered: abc", "plain: x");
  }
}
