package io.asynciotck.tck.rules.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.Patterns;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules of {@code datagrams.md}. The order of datagrams is promised by nobody: where there are
 * several, their order is not looked at.
 */
@UsesThreads // Datagrams of the system need not be there at once.
final class DatagramsTck extends DatagramRuleTest {

  /** This many small ones wait at a socket, on every system. */
  private static final int MANY = 65;

  // create_datagram_endpoint

  @Rule("datagram-endpoint.pair.protocol")
  @Test
  void theProtocolIsThatOfTheFactory() throws Exception {
    Listener protocol = new Listener();
    List<Object> pair =
        run(() ->
            await(loop.createDatagramEndpoint(() -> protocol, new Address("127.0.0.1", 0), null)));
    use(pair, transport -> trace.add("the same: " + (pair.get(1) == protocol)));
    trace.shouldBe("the same: true");
  }

  @Rule("datagram-endpoint.local-addr.bound")
  @Test
  void whatIsSentToTheLocalAddressArrives() throws Exception {
    Address address = free();
    with(
        new Listener(),
        address,
        null,
        transport -> {
          bound().sendto(bytes("abc"), address);
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
  }

  @Rule("datagram-endpoint.local-addr.in-use")
  @RestsOn(Ground.LOCAL_ADDR)
  @Test
  void anAddressThatIsInUseIsRefused() throws Exception {
    Address address = bound().getsockname();
    traceOutcome(
        "create_datagram_endpoint",
        () -> await(loop.createDatagramEndpoint(Listener::new, address, null)));
    EventLoop unnamed = byPosition(loop, "local_addr", "remote_addr");
    traceOutcome(
        "by position", () -> await(unnamed.createDatagramEndpoint(Listener::new, address, null)));
    trace.shouldBe("create_datagram_endpoint: raises OSError", "by position: raises OSError");
  }

  @Rule("datagram-endpoint.remote-addr.only")
  @RestsOn(Ground.LOCAL_ADDR)
  @Test
  void whatOthersSendDoesNotArrive() throws Exception {
    Socket remote = bound();
    Address address = free();
    with(
        new Listener(),
        address,
        remote.getsockname(),
        transport -> {
          bound().sendto(bytes("other"), address);
          remote.sendto(bytes("remote"), address);
          runUntil("received: remote");
        });
    trace.shouldBe("received: remote");
  }

  @Rule("datagram-endpoint.sock.used")
  @Test
  void whatIsSentToTheSocketArrives() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          bound().sendto(bytes("abc"), address);
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
  }

  @Rule("datagram-endpoint.sock.connected")
  @Test
  void overASocketThatIsConnectedNoAddressIsNeeded() throws Exception {
    Socket near = bound();
    Socket far = bound();
    near.connect(far.getsockname());
    with(
        new DatagramProtocol() {},
        near,
        transport -> {
          transport.sendto(bytes("abc"));
          traceReceivedAt(far);
          transport.sendto(bytes("def"));
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc", "far: def");
  }

  @Rule("datagram-endpoint.sock.owned")
  @Test
  void theSocketIsClosedWithTheTransport() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          transport.close();
          settle();
          Sockets sockets = bench.sockets();
          Socket next = sockets.socket(sockets.afInet(), sockets.sockDgram());
          trace.outcome(
              "bind",
              () -> {
                next.bind(address);
                return "the address is free";
              });
        });
    trace.shouldBe("bind: the address is free");
  }

  // Cancelling who makes one

  @Rule("datagram-endpoint.cancel.raised")
  @Test
  void whoIsCancelledWhenTheEndpointIsThereHearsOfIt() throws Exception {
    trace.outcome("cancelled", this::cancelled);
    settle(); // What is given up takes its time to end.
    trace.shouldBe("cancelled: raises CancelledError");
  }

  private String cancelled() throws Exception {
    return cancelledByTheFactory(
        new Listener(),
        factory -> loop.createDatagramEndpoint(factory, new Address("127.0.0.1", 0), null));
  }

  @Rule("datagram-endpoint.cancel.closed")
  @Test
  void theSocketOfWhoIsCancelledIsClosed() throws Exception {
    Set<String> before = bench.descriptors();
    Outcome.of(this::cancelled);
    settle();
    Set<String> left = new HashSet<>(bench.descriptors());
    left.removeAll(before);
    trace.add("left open: " + left.size());
    trace.shouldBe("left open: 0");
  }

  // Receiving

  @Rule("datagram.connection-made.first")
  @Test
  void theEndpointIsThereBeforeDatagramsCome() throws Exception {
    Socket near = bound();
    bound().sendto(bytes("abc"), near.getsockname());
    DatagramProtocol protocol =
        new Listener() {
          @Override
          public void connectionMade(DatagramTransport transport) {
            trace.add("made");
          }
        };
    with(protocol, near, transport -> runUntil("received: abc"));
    trace.shouldBe("made", "received: abc");
  }

  /** Sends a datagram as large as the system takes. */
  private byte[] sentAsLarge(Address address) throws Exception {
    for (int size : List.of(65_507, 9_000)) { // what UDP allows, and what every system takes
      byte[] all = Patterns.bytes(0, size, 1);
      try {
        bound().sendto(all, address);
        return all;
      } catch (IOException tooLarge) {
        // The next one is smaller.
      }
    }
    throw new NotClaimedError("the system sends no large datagram");
  }

  @Rule("datagram.received.data")
  @Test
  void whatIsInADatagramIsGivenToTheProtocol() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    byte[] all = sentAsLarge(address);
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            trace.add("the same: " + Arrays.equals(data, all));
          }
        };
    with(protocol, near, transport -> runUntil("the same: true"));
    trace.shouldBe("the same: true");
  }

  @Rule("datagram.received.whole")
  @Test
  void datagramsAreNotPutTogether() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          Socket far = bound();
          for (String each : List.of("a", "bc", "d")) {
            far.sendto(bytes(each), address);
          }
          settle();
          runUntil("received: d");
        });
    trace.shouldBeInAnyOrder("received: a", "received: bc", "received: d");
  }

  @Rule("datagram.received.whole")
  @Test
  void eachDatagramOfManyIsReceived() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    Set<String> received = new HashSet<>();
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            received.add(text(data));
            if (received.size() == MANY) {
              trace.add("all have come");
            }
          }
        };
    with(
        protocol,
        near,
        transport -> {
          Socket far = bound();
          for (int i = 0; i < MANY; i++) {
            far.sendto(bytes("" + i), address);
          }
          runUntil("all have come");
        });
    trace.shouldBe("all have come");
  }

  /** Traces of each datagram whether it has come from a socket. */
  private DatagramProtocol asking(Address sender) {
    return new DatagramProtocol() {
      @Override
      public void datagramReceived(byte[] data, @Nullable Object addr) {
        trace.add(
            "of the sender: "
                + (addr instanceof List<?> parts
                    && parts.size() >= 2
                    && parts.subList(0, 2).equals(List.of(sender.host(), sender.port()))));
      }
    };
  }

  private void traceSender(Socket near, Socket far) throws Exception {
    Address own = near.getsockname();
    with(
        asking(far.getsockname()),
        near,
        transport -> {
          far.sendto(bytes("abc"), own);
          runUntil("of the sender: true");
        });
    trace.shouldBe("of the sender: true");
  }

  @Rule("datagram.received.addr")
  @Test
  void theAddressIsThatOfTheSender() throws Exception {
    traceSender(bound(), bound());
  }

  @Rule("datagram.received.addr")
  @Test
  void theAddressMayBeOneOfIpv6() throws Exception {
    Object datagrams = bench.sockets().sockDgram();
    traceSender(bound6(datagrams), bound6(datagrams));
  }

  @Rule("datagram.received.addr")
  @Test
  void eachAddressIsThatOfItsSender() throws Exception {
    Socket near = bound();
    List<Socket> senders = List.of(bound(), bound(), bound());
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            Object port = addr instanceof List<?> parts && parts.size() >= 2 ? parts.get(1) : null;
            trace.add("sent by its sender: " + text(data).equals(String.valueOf(port)));
          }
        };
    Address own = near.getsockname();
    with(
        protocol,
        near,
        transport -> {
          for (Socket sender : senders) {
            sender.sendto(bytes("" + sender.getsockname().port()), own);
            settle();
          }
        });
    trace.shouldBe(
        "sent by its sender: true", "sent by its sender: true", "sent by its sender: true");
  }

  @Rule("datagram.received.empty")
  @Test
  void anEmptyDatagramIsOne() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          Socket far = bound();
          for (String each : List.of("", "", "a")) {
            far.sendto(bytes(each), address);
          }
          settle();
          runUntil("received: a");
        });
    trace.shouldBeInAnyOrder("received: ", "received: ", "received: a");
  }

  // Sending

  @Rule("datagram.sendto.addr")
  @Test
  void eachIsSentToItsOwnAddress() throws Exception {
    List<Socket> receivers = List.of(bound(), bound(), bound());
    with(
        new Listener(),
        bound(),
        transport -> {
          for (int i = 0; i < 6; i++) {
            Socket far = receivers.get(i % receivers.size());
            transport.sendto(bytes("to " + i), far.getsockname());
            traceReceivedAt(far);
          }
        });
    trace.shouldBe("far: to 0", "far: to 1", "far: to 2", "far: to 3", "far: to 4", "far: to 5");
  }

  @Rule("datagram.sendto.addr")
  @Test
  void whatIsSentArrivesAtTheAddress() throws Exception {
    Socket far = bound();
    Address address = far.getsockname();
    with(
        new Listener(),
        bound(),
        transport -> {
          transport.sendto(bytes("abc"), address);
          traceReceivedAt(far);
          byKeyword(transport, "addr").sendto(bytes("def"), address);
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc", "far: def");
  }

  @Rule("datagram.sendto.addr")
  @Test
  void theAddressMayBeTheOneThatWasGiven() throws Exception {
    Socket far = bound();
    Address address = far.getsockname();
    with(
        new Listener(),
        null,
        address,
        transport -> {
          transport.sendto(bytes("abc"), address);
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc");
  }

  @Rule("datagram.sendto.ipv6")
  @RestsOn(Ground.SENDTO_ADDRESS)
  @Test
  void whatIsSentByIpv6Arrives() throws Exception {
    Socket far = bound6(bench.sockets().sockDgram());
    Address address = told6(far);
    with(
        new Listener(),
        bound6(bench.sockets().sockDgram()),
        transport -> {
          transport.sendto(bytes("abc"), address);
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc");
  }

  @Rule("datagram.sendto.remote")
  @Test
  void withoutAnAddressItIsTheOneThatWasGiven() throws Exception {
    Socket far = bound();
    with(
        new Listener(),
        null,
        far.getsockname(),
        transport -> {
          transport.sendto(bytes("abc"));
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc");
  }

  @Rule("datagram.sendto.another-refused")
  @Test
  void anotherAddressThanTheOneThatWasGivenIsRefused() throws Exception {
    Address other = bound().getsockname();
    with(
        new Listener(),
        null,
        bound().getsockname(),
        transport ->
            trace.outcome(
                "sendto",
                () -> {
                  transport.sendto(bytes("abc"), other);
                  return "returned";
                }));
    trace.shouldBe("sendto: raises IllegalArgumentException");
  }

  @Rule("datagram.sendto.empty")
  @Test
  void anEmptyDatagramIsSent() throws Exception {
    Socket far = bound();
    with(
        new Listener(),
        null,
        far.getsockname(),
        transport -> {
          for (int i = 0; i < 2; i++) {
            transport.sendto(new byte[0]);
            traceReceivedAt(far);
          }
        });
    trace.shouldBe("far: ", "far: ");
  }

  @Rule("datagram.sendto.empty")
  @Test
  void anEmptyDatagramIsSentToAnAddressOnce() throws Exception {
    Socket far = bound();
    with(
        new Listener(),
        new Address("127.0.0.1", 0),
        null,
        transport -> {
          transport.sendto(new byte[0], far.getsockname());
          traceReceivedAt(far);
          transport.sendto(bytes("abc"), far.getsockname());
          traceReceivedAt(far);
        });
    trace.shouldBe("far: ", "far: abc");
  }

  @Rule("datagram.set-protocol.hears")
  @Test
  void theProtocolThatWasSetHearsWhatComes() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    DatagramProtocol old =
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            trace.add("old: " + text(data));
          }
        };
    with(
        old,
        near,
        transport -> {
          Socket far = bound();
          far.sendto(bytes("a"), address);
          runUntil("old: a");
          DatagramProtocol other = new Listener();
          transport.setProtocol(other);
          trace.add("current: " + (transport.getProtocol() == other));
          far.sendto(bytes("b"), address);
          runUntil("received: b");
        });
    trace.shouldBe("old: a", "current: true", "received: b");
  }

  /** A protocol that traces under its name that all is over. */
  private final class Named implements DatagramProtocol {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add(name + " lost");
    }
  }

  @Rule("datagram.set-protocol.lost")
  @Test
  void theProtocolThatWasSetHearsOfTheEnd() throws Exception {
    with(
        new Named("old"),
        bound(),
        transport -> {
          transport.setProtocol(new Named("new"));
          transport.close();
          runUntil("new lost");
        });
    trace.shouldBe("new lost");
  }

  @Rule("datagram.sendto.remote")
  @Test
  void whatIsSentAtFirstArrives() throws Exception {
    Socket far = bound();
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void connectionMade(DatagramTransport transport) {
            transport.sendto(bytes("abc"));
          }
        };
    with(protocol, null, far.getsockname(), transport -> traceReceivedAt(far));
    trace.shouldBe("far: abc");
  }
}
