package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code datagrams.md}: a protocol that ends its transport while it is called. */
@UsesThreads // Datagrams of the system need not be there at once.
final class DatagramsCallbacksTck extends UnixDatagramRuleTest {

  private static final List<Consumer<DatagramTransport>> ENDS =
      List.of(DatagramTransport::close, DatagramTransport::abort);

  /** A protocol that ends its transport whenever one of its methods is called. */
  private static final class EndingIn implements DatagramProtocol {
    private final Ender<DatagramTransport> ender;

    EndingIn(Ender<DatagramTransport> ender) {
      this.ender = ender;
    }

    @Override
    public void connectionMade(DatagramTransport transport) {
      ender.made(transport);
    }

    @Override
    public void datagramReceived(byte[] data, @Nullable Object addr) {
      ender.called("datagram_received");
    }

    @Override
    public void errorReceived(Throwable exc) {
      ender.called("error_received");
    }

    @Override
    public void pauseWriting() {
      ender.called("pause_writing");
    }

    @Override
    public void resumeWriting() {
      ender.called("resume_writing");
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      ender.lost();
    }
  }

  /** Traces the end of a transport that is closed by a method, and of one that is aborted by it. */
  private void traceEnds(String method, EndpointWithAddress body) throws Exception {
    for (Consumer<DatagramTransport> end : ENDS) {
      Socket near = bound();
      Address address = near.getsockname();
      Ender<DatagramTransport> ender = new Ender<>(method, end);
      with(
          new EndingIn(ender),
          near,
          transport -> {
            body.run(transport, address);
            ender.rest();
          });
    }
  }

  /** What a test does with an endpoint and its own address. */
  @FunctionalInterface
  private interface EndpointWithAddress {
    void run(DatagramTransport transport, Address address) throws Exception;
  }

  /** The same of one whose datagrams wait, until the far end reads them. */
  private void traceEndsWhileDatagramsWait(String method) throws Exception {
    kept();
    for (Consumer<DatagramTransport> end : ENDS) {
      Ender<DatagramTransport> ender = new Ender<>(method, end);
      withUnix(
          new EndingIn(ender),
          (transport, far) -> {
            for (int number = 0; number < MANY && !transport.isClosing(); number++) {
              transport.sendto(numbered(number));
            }
            receiveAll(far);
            ender.rest();
          });
    }
  }

  @Rule("datagram.connection-lost.in-callback")
  @Test
  void whoEndsAnEndpointThatHasJustBeenMadeLosesItOnce() throws Exception {
    traceEnds("connection_made", (transport, address) -> {});
    trace.shouldBe("lost", "lost");
  }

  @Rule("datagram.connection-lost.in-callback")
  @Test
  void whoEndsAnEndpointWhenADatagramComesLosesItOnce() throws Exception {
    traceEnds(
        "datagram_received",
        (transport, address) -> {
          Socket far = bound();
          far.sendto(bytes("abc"), address);
          far.sendto(bytes("def"), address);
        });
    trace.shouldBe("lost", "lost");
  }

  @Rule("datagram.connection-lost.in-callback")
  @RestsOn(Ground.ERROR_RECEIVED)
  @Test
  void whoEndsAnEndpointWhenAnErrorComesLosesItOnce() throws Exception {
    traceEnds(
        "error_received", (transport, address) -> transport.sendto(letters(TOO_LARGE), address));
    trace.shouldBe("lost", "lost");
  }

  @Rule("datagram.connection-lost.in-callback")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS, Ground.DATAGRAMS_WAIT})
  @Test
  void whoEndsAnEndpointThatIsPausedLosesItOnce() throws Exception {
    traceEndsWhileDatagramsWait("pause_writing");
    trace.shouldBe("lost", "lost");
  }

  @Rule("datagram.connection-lost.in-resume")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS, Ground.DATAGRAMS_WAIT})
  @Test
  void whoEndsAnEndpointThatMayGoOnLosesItOnce() throws Exception {
    traceEndsWhileDatagramsWait("resume_writing");
    trace.shouldBe("lost", "lost");
  }
}
