package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Base of rule tests over TCP, at the side of a server and at that of a client. The other tests
 * have connected pairs, which are Unix sockets on most systems, and loops have transports of their
 * own for these.
 */
abstract class TcpRuleTest extends ServerRuleTest {
  private static final String SERVER = "server: ";
  private static final String CLIENT = "client: ";

  /** The side that has the transport. */
  private String side = SERVER;

  /** What a test does with a transport, and with the socket at its other end. */
  @FunctionalInterface
  interface TcpBody {
    void run(Transport transport, Socket far) throws Exception;
  }

  /** A protocol that tells when it has its transport. */
  interface Connecting extends BaseProtocol {
    AsyncFuture<Transport> made();
  }

  /**
   * A protocol that traces the letters that it receives; it stays open when the other side has
   * ended.
   */
  class Hearing implements Protocol, Connecting {
    private final AsyncFuture<Transport> made = loop.createFuture();
    private final String its = side;
    private final StringBuilder received = new StringBuilder();

    /** Traces what it was told. */
    final void told(String event) {
      trace.add(its + event);
    }

    @Override
    public AsyncFuture<Transport> made() {
      return made;
    }

    @Override
    public void connectionMade(Transport transport) {
      transports.add(transport);
      made.setResult(transport);
    }

    @Override
    public void dataReceived(byte[] data) {
      received.append(text(data));
      if (data.length > 0 && received.length() == LETTERS.length) {
        told("received " + received); // it may have come in pieces
      }
    }

    @Override
    public boolean eofReceived() {
      if (trace.count(its + "ended") == 0) {
        told("ended");
      }
      return true;
    }
  }

  /** A protocol that traces its end. */
  class Losing extends Hearing {
    @Override
    public boolean eofReceived() {
      return false;
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      told("lost " + reason(exc));
    }
  }

  /** Does something with the transport of a server, and the same with that of a client. */
  final void atEachSide(Supplier<? extends Connecting> protocol, TcpBody body) throws Exception {
    side = SERVER;
    atTheServer(protocol.get(), body);
    side = CLIENT;
    atTheClient(protocol.get(), body);
  }

  private void atTheServer(Connecting protocol, TcpBody body) throws Exception {
    Socket listening = listening();
    Address address = listening.getsockname();
    serving(
        loop.createServer(() -> protocol, listening),
        server -> {
          Socket far = client(address);
          runUntil(protocol.made());
          body.run(protocol.made().result(), far);
        });
  }

  private void atTheClient(Connecting protocol, TcpBody body) throws Exception {
    Socket listening = listening();
    Address address = listening.getsockname();
    var _ = run(() -> await(loop.createConnection(() -> protocol, address.host(), address.port())));
    Socket far = accepted(listening);
    try {
      runUntil(protocol.made());
      body.run(protocol.made().result(), far);
    } finally {
      giveUpTransports();
      far.close();
    }
  }

  /** Traces something at the side that has the transport. */
  final void add(String event) {
    trace.add(side + event);
  }

  /** Runs the loop until something has been traced at that side. */
  final void waitFor(String event) {
    runUntil(side + event);
  }

  /** Sends the letters from the other side, and runs the loop until they were received here. */
  final void receive(Socket far) throws Exception {
    far.sendall(LETTERS);
    waitFor("received abc");
  }

  /** Fails unless exactly these events happened at each side, in this order. */
  final void shouldBeAtEachSide(String... events) {
    trace.shouldBe(
        Stream.of(SERVER, CLIENT)
            .flatMap(each -> Arrays.stream(events).map(each::concat))
            .toArray(String[]::new));
  }
}
