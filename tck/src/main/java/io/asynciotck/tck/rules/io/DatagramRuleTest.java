package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Base of rule tests with datagram endpoints. */
abstract class DatagramRuleTest extends StreamRuleTest {

  /** More than a datagram can have. */
  static final int TOO_LARGE = 70_000;

  /** A protocol that traces what it hears. */
  class Listener implements DatagramProtocol {
    @Override
    public void datagramReceived(byte[] data, @Nullable Object addr) {
      trace.add("received: " + text(data));
    }

    @Override
    public void errorReceived(Throwable exc) {
      trace.add("error: " + (exc instanceof IOException ? "OSError" : exc));
    }
  }

  /** A protocol that traces its end. */
  class Ending implements DatagramProtocol {
    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost: " + (exc == null ? "None" : exc.getClass().getSimpleName()));
    }
  }

  /** What a test does with an endpoint. */
  @FunctionalInterface
  interface EndpointBody {
    void run(DatagramTransport transport) throws Exception;
  }

  final void with(
      DatagramProtocol protocol,
      @Nullable Address local,
      @Nullable Address remote,
      EndpointBody body)
      throws Exception {
    use(run(() -> await(loop.createDatagramEndpoint(() -> protocol, local, remote))), body);
  }

  final void with(DatagramProtocol protocol, Socket sock, EndpointBody body) throws Exception {
    use(run(() -> await(loop.createDatagramEndpoint(() -> protocol, sock))), body);
  }

  final void use(List<Object> pair, EndpointBody body) throws Exception {
    DatagramTransport transport = (DatagramTransport) pair.getFirst();
    try {
      body.run(transport);
    } finally {
      giveUp(transport::abort);
      settle();
    }
  }

  /** An address to which nothing is bound. */
  final Address free() throws IOException {
    return new Address("127.0.0.1", freePort());
  }

  /** Traces the datagram that the far end gets next, while the loop runs; or that none comes. */
  final void traceReceivedAt(Socket far) throws IOException {
    @Nullable List<Object> received = receivedAt(far);
    trace.add("far: " + (received == null ? "nothing" : text((byte[]) received.getFirst())));
  }

  /** The same datagram, with the address from which it comes; null if none comes. */
  final @Nullable List<Object> receivedAt(Socket far) throws IOException {
    far.setblocking(false);
    for (int quiet = 0; quiet < 20; quiet++) {
      try {
        return far.recvfrom(100);
      } catch (BlockingIoException nothing) {
        settle();
      }
    }
    return null;
  }
}
