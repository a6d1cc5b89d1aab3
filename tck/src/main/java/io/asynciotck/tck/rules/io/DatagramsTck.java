package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.UsesThreads;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules of {@code datagrams.md}. The order of datagrams is promised by nobody: where there are
 * several, their order is not looked at.
 */
@UsesThreads // Datagrams of the system need not be there at once.
final class DatagramsTck extends StreamRuleTest {
  private static final int TOO_LARGE = 70_000;

  /** So many small ones wait at a socket, on every system. */
  private static final int MANY = 65;

  /** A protocol that traces what it hears. */
  private class Listener implements DatagramProtocol {
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
  private class Ending implements DatagramProtocol {
    @Override
    public void connectionLost(@Nullable Throwable exc) {
      trace.add("lost: " + (exc == null ? "None" : exc.getClass().getSimpleName()));
    }
  }

  /** What a test does with an endpoint. */
  @FunctionalInterface
  private interface EndpointBody {
    void run(DatagramTransport transport) throws Exception;
  }

  private void with(
      DatagramProtocol protocol,
      @Nullable Address local,
      @Nullable Address remote,
      EndpointBody body)
      throws Exception {
    use(run(() -> await(loop.createDatagramEndpoint(() -> protocol, local, remote))), body);
  }

  private void with(DatagramProtocol protocol, Socket sock, EndpointBody body) throws Exception {
    use(run(() -> await(loop.createDatagramEndpoint(() -> protocol, sock))), body);
  }

  private void use(List<Object> pair, EndpointBody body) throws Exception {
    DatagramTransport transport = (DatagramTransport) pair.getFirst();
    try {
      body.run(transport);
    } finally {
      giveUp(transport::abort);
      settle();
    }
  }

  /** Makes a socket of datagrams that is bound. */
  private Socket far() throws IOException {
    Sockets sockets = bench.sockets();
    Socket socket = sockets.socket(sockets.afInet(), sockets.sockDgram());
    socket.bind(new Address("127.0.0.1", 0));
    return socket;
  }

  /** An address to which nothing is bound. */
  private Address free() throws IOException {
    return new Address("127.0.0.1", freePort());
  }

  /** Traces the datagram that the far end gets next, while the loop runs; or that none comes. */
  private void traceReceivedAt(Socket far) throws IOException {
    far.setblocking(false);
    for (int quiet = 0; quiet < 20; quiet++) {
      try {
        trace.add("far: " + text((byte[]) far.recvfrom(100).getFirst()));
        return;
      } catch (BlockingIoException nothing) {
        settle();
      }
    }
    trace.add("far: nothing");
  }

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
          far().sendto(bytes("abc"), address);
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
  }

  @Rule("datagram-endpoint.local-addr.in-use")
  @Test
  void anAddressThatIsInUseIsRefused() throws Exception {
    Address address = far().getsockname();
    traceOutcome(
        "create_datagram_endpoint",
        () -> await(loop.createDatagramEndpoint(Listener::new, address, null)));
    trace.shouldBe("create_datagram_endpoint: raises OSError");
  }

  @Rule("datagram-endpoint.remote-addr.only")
  @Test
  void whatOthersSendDoesNotArrive() throws Exception {
    Socket remote = far();
    Address address = free();
    with(
        new Listener(),
        address,
        remote.getsockname(),
        transport -> {
          far().sendto(bytes("other"), address);
          remote.sendto(bytes("remote"), address);
          runUntil("received: remote");
        });
    trace.shouldBe("received: remote");
  }

  @Rule("datagram-endpoint.sock.used")
  @Test
  void whatIsSentToTheSocketArrives() throws Exception {
    Socket near = far();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          far().sendto(bytes("abc"), address);
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
  }

  @Rule("datagram-endpoint.sock.owned")
  @Test
  void theSocketIsClosedWithTheTransport() throws Exception {
    Socket near = far();
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

  // Receiving

  @Rule("datagram.connection-made.first")
  @Test
  void theEndpointIsThereBeforeDatagramsCome() throws Exception {
    Socket near = far();
    far().sendto(bytes("abc"), near.getsockname());
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

  @Rule("datagram.received.data")
  @Test
  void whatIsInADatagramIsGivenToTheProtocol() throws Exception {
    Socket near = far();
    byte[] all = new byte[9_000]; // every system takes so many, and more than a small buffer does
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            trace.add("the same: " + Arrays.equals(data, all));
          }
        };
    Address address = near.getsockname();
    with(
        protocol,
        near,
        transport -> {
          far().sendto(all, address);
          runUntil("the same: true");
        });
    trace.shouldBe("the same: true");
  }

  @Rule("datagram.received.whole")
  @Test
  void datagramsAreNotPutTogether() throws Exception {
    Socket near = far();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          Socket far = far();
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
    Socket near = far();
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
          Socket far = far();
          for (int i = 0; i < MANY; i++) {
            far.sendto(bytes("" + i), address);
          }
          runUntil("all have come");
        });
    trace.shouldBe("all have come");
  }

  @Rule("datagram.received.addr")
  @Test
  void theAddressIsThatOfTheSender() throws Exception {
    Socket near = far();
    Socket far = far();
    Address address = far.getsockname();
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            trace.add(
                "of the sender: "
                    + (addr instanceof List<?> parts
                        && parts.size() >= 2
                        && parts.get(0).equals(address.host())
                        && parts.get(1).equals(address.port())));
          }
        };
    Address own = near.getsockname();
    with(
        protocol,
        near,
        transport -> {
          far.sendto(bytes("abc"), own);
          runUntil("of the sender: true");
        });
    trace.shouldBe("of the sender: true");
  }

  @Rule("datagram.received.addr")
  @Test
  void eachAddressIsThatOfItsSender() throws Exception {
    Socket near = far();
    List<Socket> senders = List.of(far(), far(), far());
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
    Socket near = far();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          Socket far = far();
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
  void whatIsSentArrivesAtTheAddress() throws Exception {
    Socket far = far();
    Address address = far.getsockname();
    with(
        new Listener(),
        far(),
        transport -> {
          transport.sendto(bytes("abc"), address);
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc");
  }

  @Rule("datagram.sendto.remote")
  @Test
  void withoutAnAddressItIsTheOneThatWasGiven() throws Exception {
    Socket far = far();
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
    Address other = far().getsockname();
    with(
        new Listener(),
        null,
        far().getsockname(),
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
    Socket far = far();
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

  // Errors

  @Rule("datagram.error-received.called")
  @Test
  void anErrorInSendingIsToldToTheProtocol() throws Exception {
    Socket far = far();
    with(
        new Listener(),
        null,
        far.getsockname(),
        transport -> {
          for (int time = 0; time < 2; time++) {
            transport.sendto(letters(TOO_LARGE));
            settle();
          }
        });
    trace.shouldBe("error: OSError", "error: OSError");
  }

  @Rule("datagram.error-received.stays-open")
  @Test
  void anErrorInSendingEndsNothing() throws Exception {
    Socket far = far();
    with(
        new DatagramProtocol() {},
        null,
        far.getsockname(),
        transport -> {
          transport.sendto(letters(TOO_LARGE));
          settle();
          trace.add("closing: " + transport.isClosing());
          transport.sendto(bytes("abc"));
          traceReceivedAt(far);
        });
    trace.shouldBe("closing: false", "far: abc");
  }

  @Rule("datagram.error-received.refused")
  @Test
  void whereNobodyReceivesTheProtocolIsTold() throws Exception {
    Address nobody = free();
    with(
        new Listener(),
        null,
        nobody,
        transport -> {
          transport.sendto(bytes("abc"));
          runUntil("error: OSError");
        });
    trace.shouldBe("error: OSError");
  }

  // The end

  @Rule("datagram.connection-lost.close")
  @Test
  void afterCloseTheConnectionIsLost() throws Exception {
    with(
        new Ending(),
        far(),
        transport -> {
          transport.close();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("datagram.connection-lost.abort")
  @Test
  void afterAbortTheConnectionIsLost() throws Exception {
    with(
        new Ending(),
        far(),
        transport -> {
          transport.abort();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("datagram.connection-lost.once")
  @Test
  void theConnectionIsLostOnce() throws Exception {
    int[] lost = {0};
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void connectionLost(@Nullable Throwable exc) {
            lost[0]++;
          }
        };
    with(
        protocol,
        far(),
        transport -> {
          transport.close();
          transport.close();
          transport.abort();
          settle();
          transport.abort();
          settle();
        });
    trace.add("more than once: " + (lost[0] > 1));
    trace.shouldBe("more than once: false");
  }

  @Rule("datagram.is-closing.close")
  @Test
  void aTransportThatWasClosedSaysSo() throws Exception {
    with(
        new DatagramProtocol() {},
        far(),
        transport -> {
          trace.add("before: " + transport.isClosing());
          transport.close();
          trace.add("after: " + transport.isClosing());
        });
    trace.shouldBe("before: false", "after: true");
  }

  @Rule("datagram.close.flushes")
  @Test
  void whatWasSentBeforeCloseArrives() throws Exception {
    Socket far = far();
    with(
        new Listener(),
        null,
        far.getsockname(),
        transport -> {
          transport.sendto(bytes("abc"));
          transport.close();
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc");
  }

  @Rule("datagram.close.no-more-data")
  @Test
  void afterCloseNothingIsReceived() throws Exception {
    traceReceivedAfter(DatagramTransport::close);
  }

  @Rule("datagram.abort.no-more-data")
  @Test
  void afterAbortNothingIsReceived() throws Exception {
    traceReceivedAfter(DatagramTransport::abort);
  }

  /** Ends a transport for which a datagram is there. */
  private void traceReceivedAfter(Consumer<DatagramTransport> end) throws Exception {
    Socket near = far();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          far().sendto(bytes("abc"), address);
          end.accept(transport);
          settle();
        });
    trace.shouldBe();
  }
}
