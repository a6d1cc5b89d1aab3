package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/** Rules of {@code protocols.md} over TCP. */
@UsesThreads // Data of the network need not be there at once.
final class ProtocolsTcpTck extends TcpRuleTest {

  /** A protocol with one small buffer, which traces the letters that it receives. */
  private final class Buffered implements BufferedProtocol, Connecting {
    private final Hearing hearing = new Hearing();
    private final Buffer buffer = bench.buffer(2);

    @Override
    public AsyncFuture<Transport> made() {
      return hearing.made();
    }

    @Override
    public void connectionMade(Transport transport) {
      hearing.connectionMade(transport);
    }

    @Override
    public Buffer getBuffer(int sizehint) {
      return buffer;
    }

    @Override
    public void bufferUpdated(int nbytes) {
      hearing.dataReceived(bytes(buffer.decode("iso-8859-1").substring(0, nbytes)));
    }

    @Override
    public boolean eofReceived() {
      return hearing.eofReceived();
    }
  }

  @Rule("transport.get-protocol.current")
  @Test
  void theProtocolIsKnown() throws Exception {
    atEachSide(
        Known::new,
        (transport, far) -> add("known: " + (transport.getProtocol() instanceof Known)));
    shouldBeAtEachSide("known: true");
  }

  /** One that no loop has. */
  private final class Known extends Hearing {}

  @Rule("transport.set-protocol.get")
  @Test
  void theProtocolThatWasSetIsKnown() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.setProtocol(new Known());
          add("known: " + (transport.getProtocol() instanceof Known));
        });
    shouldBeAtEachSide("known: true");
  }

  @Rule("transport.set-protocol.hears")
  @RestsOn(Ground.SET_PROTOCOL)
  @Test
  void theNewProtocolHearsWhatTheNetworkBrings() throws Exception {
    atEachSide(
        Deaf::new,
        (transport, far) -> {
          transport.setProtocol(new Hearing());
          receive(far);
        });
    shouldBeAtEachSide("received abc");
  }

  /** A protocol that is to be given nothing. */
  private final class Deaf extends Hearing {
    @Override
    public void dataReceived(byte[] data) {
      told("received by the old one");
    }
  }

  @Rule("transport.set-protocol.lost")
  @RestsOn(Ground.SET_PROTOCOL)
  @Test
  void theNewProtocolHearsOfTheEnd() throws Exception {
    atEachSide(
        Hearing::new,
        (transport, far) -> {
          transport.setProtocol(new Losing());
          transport.close();
          waitFor("lost None");
          add("gives it up");
        });
    shouldBeAtEachSide("lost None", "gives it up");
  }

  @Rule("buffered-protocol.data.in-buffer")
  @Test
  void whatTheNetworkBringsIsInTheBuffer() throws Exception {
    atEachSide(Buffered::new, (transport, far) -> receive(far));
    shouldBeAtEachSide("received abc");
  }

  @Rule("buffered-protocol.eof-received.called")
  @RestsOn(Ground.BUFFERED_PROTOCOL)
  @Test
  void aBufferedProtocolHearsThatThePeerHasEnded() throws Exception {
    atEachSide(
        Buffered::new,
        (transport, far) -> {
          far.shutdown(bench.sockets().shutWr());
          waitFor("ended");
        });
    shouldBeAtEachSide("ended");
  }

  @Rule("transport.set-protocol.buffered")
  @RestsOn({Ground.SET_PROTOCOL, Ground.BUFFERED_PROTOCOL})
  @Test
  void aBufferedProtocolTakesThePlaceOfAnother() throws Exception {
    atEachSide(
        Deaf::new,
        (transport, far) -> {
          transport.setProtocol(new Buffered());
          receive(far);
        });
    shouldBeAtEachSide("received abc");
  }
}
