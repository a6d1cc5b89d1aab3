package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of {@code datagrams.md}: how the addresses of an endpoint are looked up. */
@UsesThreads // Names are looked up in another thread.
final class DatagramsArgumentsTck extends DatagramRuleTest {
  private static final String NAME = "localhost";
  private static final String HERE = "127.0.0.1";

  /** The numeric host of this machine's name that an endpoint is to take: its first one. */
  private String host() throws Exception {
    Object datagrams = bench.sockets().sockDgram();
    List<List<Object>> entries = run(() -> await(loop.getaddrinfo(NAME, 1, 0, datagrams, 0, 0)));
    return (String) ((List<?>) entries.getFirst().getLast()).getFirst();
  }

  /** A socket of datagrams in the network of a host. */
  private Socket socketAt(String host) throws IOException {
    Sockets sockets = bench.sockets();
    Object family = host.contains(":") ? sockets.afInet6() : sockets.afInet();
    Socket socket = sockets.socket(family, sockets.sockDgram());
    socket.bind(new Address(host, 0));
    return socket;
  }

  @Rule("datagram-endpoint.local-addr.name")
  @RestsOn(Ground.LOCAL_ADDR)
  @Test
  void theLocalAddressMayBeAName() throws Exception {
    String host = host();
    int port = freePort();
    with(
        new Listener(),
        new Address(NAME, port),
        null,
        transport -> {
          socketAt(host).sendto(bytes("abc"), new Address(host, port));
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
  }

  @Rule("datagram-endpoint.remote-addr.name")
  @Test
  void theRemoteAddressMayBeAName() throws Exception {
    Socket far = socketAt(host());
    with(
        new Listener(),
        null,
        new Address(NAME, far.getsockname().port()),
        transport -> {
          transport.sendto(bytes("abc"));
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc");
  }

  private void traceMade(String what, String host, Object family, int proto, Object flags) {
    Address local = new Address(host, 0);
    traceOutcome(
        what,
        () -> {
          List<Object> pair =
              await(loop.createDatagramEndpoint(Listener::new, local, null, family, proto, flags));
          giveUp(((BaseTransport) pair.getFirst())::close);
          return "made";
        });
    settle();
  }

  @Rule("datagram-endpoint.family.given")
  @Test
  void theAddressIsOfTheFamily() {
    Sockets sockets = bench.sockets();
    traceMade("by IPv4", HERE, sockets.afInet(), 0, 0);
    traceMade("by IPv6", HERE, sockets.afInet6(), 0, 0);
    traceMade("that of IPv6 by IPv4", "::1", sockets.afInet(), 0, 0);
    trace.shouldBe(
        "by IPv4: made", "by IPv6: raises OSError", "that of IPv6 by IPv4: raises OSError");
  }

  @Rule("datagram-endpoint.flags.passed")
  @Test
  void aNameIsNotLookedUpWhereANumberIsAskedFor() {
    Object numeric = bench.sockets().aiNumerichost();
    traceMade("a name", NAME, 0, 0, numeric);
    traceMade("a number", HERE, 0, 0, numeric);
    trace.shouldBe("a name: raises OSError", "a number: made");
  }

  @Rule("datagram-endpoint.proto.passed")
  @Test
  void anAddressIsLookedUpForTheProtocol() {
    Sockets sockets = bench.sockets();
    traceMade("UDP", NAME, 0, sockets.ipprotoUdp(), 0);
    traceMade("TCP", NAME, 0, sockets.ipprotoTcp(), 0);
    trace.shouldBe("UDP: made", "TCP: raises OSError");
  }
}
