package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.UsesThreads;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code datagrams.md}: errors of an endpoint, and its end. */
@UsesThreads // Datagrams of the system need not be there at once.
final class DatagramsEndTck extends DatagramRuleTest {

  private static final int TOO_LARGE = 70_000;

  // Errors

  @Rule("datagram.received.raises")
  @Test
  void whatDatagramReceivedRaisesIsReportedAndEndsNothing() throws Exception {
    traceReports();
    Socket near = bound();
    Address address = near.getsockname();
    boolean[] raised = {false};
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            if (!raised[0]) {
              raised[0] = true;
              throw Boom.raise(new Boom());
            }
            trace.add("received");
          }
        };
    with(
        protocol,
        near,
        transport -> {
          Socket far = bound();
          far.sendto(bytes("abc"), address);
          runUntil("reported: true");
          far.sendto(bytes("def"), address);
          runUntil("received");
        });
    trace.shouldBe("reported: true", "received");
  }

  @Rule("datagram.error-received.called")
  @Test
  void anErrorInSendingIsToldToTheProtocol() throws Exception {
    Socket far = bound();
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
    Socket far = bound();
    with(
        new DatagramProtocol() {},
        null,
        far.getsockname(),
        transport -> {
          for (int time = 0; time < 3; time++) {
            transport.sendto(letters(TOO_LARGE));
            settle();
            trace.add("closing: " + transport.isClosing());
            transport.sendto(bytes("abc"));
            traceReceivedAt(far);
          }
        });
    trace.shouldBe(
        "closing: false", "far: abc", "closing: false", "far: abc", "closing: false", "far: abc");
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
        bound(),
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
        bound(),
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
        bound(),
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
        bound(),
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
    Socket far = bound();
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
  void aProtocolThatClosesWhenItReceivesReceivesNoMore() throws Exception {
    Socket near = bound();
    Address address = near.getsockname();
    Socket far = bound();
    far.sendto(bytes("one"), address);
    far.sendto(bytes("two"), address);
    DatagramProtocol protocol =
        new Listener() {
          private @Nullable DatagramTransport own;

          @Override
          public void connectionMade(DatagramTransport transport) {
            own = transport;
          }

          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            super.datagramReceived(data, addr);
            if (own != null) {
              own.close();
            }
          }
        };
    with(protocol, near, transport -> settle());
    trace.shouldBe("received: one");
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
    Socket near = bound();
    Address address = near.getsockname();
    with(
        new Listener(),
        near,
        transport -> {
          bound().sendto(bytes("abc"), address);
          end.accept(transport);
          settle();
        });
    trace.shouldBe();
  }
}
