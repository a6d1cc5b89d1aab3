package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of {@code connections.md}: how a host is looked up, and what is said if all fails. */
@UsesThreads // Names are looked up in another thread.
final class ConnectionsArgumentsTck extends TransportRuleTest {
  /** Traces whether somebody can connect to a listener at a host with this protocol and flags. */
  private void traceConnected(String what, String host, int proto, Object flags) throws Exception {
    Socket listening = listening();
    Address address = listening.getsockname();
    Object four = bench.sockets().afInet();
    traceOutcome(
        what,
        () -> {
          List<Object> pair =
              await(loop.createConnection(Receiver::new, host, address.port(), four, proto, flags));
          giveUp(((Transport) pair.getFirst())::abort);
          return "connected";
        });
    settle();
  }

  @Rule("connection.flags.passed")
  @Test
  void aNameIsNotLookedUpWhereANumberIsAskedFor() throws Exception {
    Object numeric = bench.sockets().aiNumerichost();
    traceConnected("a name", "localhost", 0, numeric);
    traceConnected("a number", "127.0.0.1", 0, numeric);
    trace.shouldBe("a name: raises OSError", "a number: connected");
  }

  @Rule("connection.proto.passed")
  @Test
  void aHostIsLookedUpForTheProtocol() throws Exception {
    Sockets sockets = bench.sockets();
    traceConnected("TCP", "localhost", sockets.ipprotoTcp(), 0);
    traceConnected("UDP", "localhost", sockets.ipprotoUdp(), 0);
    trace.shouldBe("TCP: connected", "UDP: raises OSError");
  }

  private String message(Coroutine<List<Object>> connecting) throws Exception {
    try {
      giveUp(((Transport) run(() -> await(connecting)).getFirst())::abort);
      return "Somebody listens there";
    } catch (IOException failed) {
      return String.valueOf(failed.getMessage());
    }
  }

  @Rule("connection.errors.combined")
  @RestsOn(Ground.SOCK_CONNECT_REFUSED)
  @Test
  void theMessageHasThatOfEachAddress() throws Exception {
    int port = freePort();
    String host = thisMachine();
    Sockets sockets = bench.sockets();
    String all = message(loop.createConnection(Receiver::new, host, port));
    for (Object family : List.of(sockets.afInet(), sockets.afInet6())) {
      String one = message(loop.createConnection(Receiver::new, host, port, family));
      trace.add("has that of the family: " + (all.contains(one) ? "true" : one));
    }
    trace.shouldBe("has that of the family: true", "has that of the family: true");
  }
}
