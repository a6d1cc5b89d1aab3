package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code datagrams.md}: errors of an endpoint, what waits to be sent, and its end. */
@UsesThreads // Datagrams of the system need not be there at once.
final class DatagramsEndTck extends UnixDatagramRuleTest {
  /** So many more are sent than the system keeps for who does not receive. */
  private static final int WAITING = 2;

  /** More datagrams than a protocol may send, small as they are, before it is paused. */
  private static final int MANY_SMALL = 10_000;

  /** So small that what a loop keeps beside the data counts. */
  private static final byte[] SMALL = bytes("a small datagram.");

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

  @Rule("datagram.error-received.called")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS, Ground.DATAGRAMS_WAIT})
  @Test
  void anErrorOfWhatHasWaitedIsToldToTheProtocol() throws Exception {
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void errorReceived(Throwable exc) {
            if (trace.events().isEmpty()) {
              trace.add("error: " + (isOsError(exc) ? "OSError" : exc));
            }
          }
        };
    int kept = kept();
    withUnix(
        protocol,
        (transport, far) -> {
          for (int number = 0; number < kept + WAITING; number++) {
            transport.sendto(numbered(number));
          }
          settle();
          far.close();
          runUntil("error: OSError");
          for (int told = 1; told < WAITING; told++) {
            settle(); // What becomes of datagrams that wait at the end is for others.
          }
        });
    trace.shouldBe("error: OSError");
  }

  @Rule("datagram.set-protocol.hears")
  @RestsOn(Ground.ERROR_RECEIVED)
  @Test
  void theProtocolThatWasSetHearsOfErrors() throws Exception {
    Socket far = bound();
    DatagramProtocol old =
        new DatagramProtocol() {
          @Override
          public void errorReceived(Throwable exc) {
            trace.add("old: error");
          }
        };
    with(
        old,
        null,
        far.getsockname(),
        transport -> {
          transport.setProtocol(new Listener());
          transport.sendto(letters(TOO_LARGE));
          settle();
        });
    trace.shouldBe("error: OSError");
  }

  @Rule("datagram.error-received.stays-open")
  @RestsOn(Ground.ERROR_RECEIVED)
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

  @Rule("datagram.error-received.stays-open")
  @RestsOn(Ground.ERROR_RECEIVED)
  @Test
  void whatIsSentBehindAnErrorArrives() throws Exception {
    Socket far = bound();
    with(
        new DatagramProtocol() {},
        null,
        far.getsockname(),
        transport -> {
          transport.sendto(letters(TOO_LARGE));
          transport.sendto(bytes("abc"));
          traceReceivedAt(far);
        });
    trace.shouldBe("far: abc");
  }

  @Rule("datagram.error-received.stays-open")
  @RestsOn(Ground.LOCAL_ADDR)
  @Test
  void whatComesAfterARefusalIsReceived() throws Exception {
    Address here = free();
    Address there = free();
    with(
        new DatagramProtocol() {
          @Override
          public void datagramReceived(byte[] data, @Nullable Object addr) {
            trace.add("received: " + text(data));
          }
        },
        here,
        there,
        transport -> {
          transport.sendto(bytes("to nobody"));
          settle();
          bound(there).sendto(bytes("abc"), here);
          runUntil("received: abc");
        });
    trace.shouldBe("received: abc");
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

  @Rule("datagram.is-closing.close")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS, Ground.DATAGRAMS_WAIT})
  @Test
  void aTransportSaysSoWhileSomethingWaits() throws Exception {
    kept();
    withUnix(
        new Listener(),
        (transport, far) -> {
          sendMany(transport);
          transport.close();
          trace.add("at once: " + transport.isClosing());
        });
    trace.shouldBe("at once: true");
  }

  @Rule("datagram.is-closing.abort")
  @Test
  void aTransportThatWasAbortedSaysSo() throws Exception {
    with(
        new DatagramProtocol() {},
        bound(),
        transport -> {
          transport.abort();
          trace.add("at once: " + transport.isClosing());
          settle();
          trace.add("later: " + transport.isClosing());
        });
    trace.shouldBe("at once: true", "later: true");
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

  // What waits to be sent

  @Rule("datagram-endpoint.family.unix")
  @NeedsOperatingSystem
  @RestsOn(Ground.CONNECTED_DATAGRAMS)
  @Test
  void datagramsOfUnixSocketsGoBothWays() throws Exception {
    withUnix(
        new Listener(),
        (transport, far) -> {
          transport.sendto(bytes("abc"));
          traceReceivedAt(far);
          far.send(bytes("def"));
          runUntil("received: def");
        });
    trace.shouldBe("far: abc", "received: def");
  }

  private void traceSentLater(DatagramTransport transport, Socket far) throws IOException {
    sendMany(transport);
    settle();
    trace.add("all in their order: " + receiveAll(far).equals(inOrder()));
  }

  @Rule("datagram.sendto.buffered")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS})
  @Test
  void whatTheSystemRefusesIsSentLater() throws Exception {
    kept();
    withUnix(new Listener(), this::traceSentLater);
    trace.shouldBe("all in their order: true");
  }

  @Rule("datagram.sendto.buffered")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS})
  @Test
  void whatTheSystemRefusesIsSentLaterByASocketThatDidBlock() throws Exception {
    kept();
    withSockets((near, far) -> {
      near.setblocking(true);
      with(new Listener(), near, transport -> traceSentLater(transport, far));
    });
    trace.shouldBe("all in their order: true");
  }

  @Rule("datagram.sendto.buffered")
  @NeedsOperatingSystem
  @RestsOn(Ground.UNIX_DATAGRAMS)
  @Test
  void whatTheSystemRefusesIsSentToTheAddressThatWasGiven() throws Exception {
    kept();
    UnixSocketRuleTest.inFolder(folder -> {
      String here = folder.resolve("one").toString();
      String there = folder.resolve("other").toString();
      Socket one = unixForTheLoop(here);
      Socket other = unixForTheLoop(there);
      with(
          new Listener(),
          unixForTheLoop(),
          transport -> {
            for (int number = 0; number < MANY; number++) {
              transport.sendto(numbered(number), here);
            }
            transport.sendto(bytes("for the other"), there);
            settle();
            trace.add("all in their order: " + receiveAll(one).equals(inOrder()));
            traceReceivedAt(other);
          });
    });
    trace.shouldBe("all in their order: true", "far: for the other");
  }

  @Rule("datagram.sendto.empty")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS})
  @Test
  void anEmptyDatagramWaitsLikeAllOthers() throws Exception {
    kept();
    withUnix(
        new Listener(),
        (transport, far) -> {
          sendMany(transport);
          transport.sendto(new byte[0]);
          transport.sendto(bytes("last"));
          settle();
          List<String> all = receiveAll(far);
          trace.add("behind the others: " + all.subList(Math.max(0, all.size() - 2), all.size()));
        });
    trace.shouldBe("behind the others: [, last]");
  }

  @Rule("datagram.sendto.buffered")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS})
  @Test
  void whatWaitsWhenATransportIsClosedIsSent() throws Exception {
    kept();
    withUnix(
        new Listener(),
        (transport, far) -> {
          sendMany(transport);
          transport.close();
          settle();
          trace.add("all in their order: " + receiveAll(far).equals(inOrder()));
        });
    trace.shouldBe("all in their order: true");
  }

  @Rule("datagram.close.flushes")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS})
  @Test
  void whatHasWaitedWhenATransportIsClosedIsSent() throws Exception {
    kept();
    withUnix(
        new Listener(),
        (transport, far) -> {
          sendMany(transport);
          settle();
          transport.close();
          settle();
          trace.add("all in their order: " + receiveAll(far).equals(inOrder()));
        });
    trace.shouldBe("all in their order: true");
  }

  @Rule("datagram.abort.drops")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS, Ground.DATAGRAMS_WAIT})
  @Test
  void whatWaitsWhenATransportIsAbortedIsNotSent() throws Exception {
    int kept = kept();
    withUnix(
        new Listener(),
        (transport, far) -> {
          sendMany(transport);
          transport.abort();
          settle();
          trace.add("more than was kept: " + (receiveAll(far).size() > kept));
        });
    trace.shouldBe("more than was kept: false");
  }

  @Rule("datagram.connection-lost.abort")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS, Ground.DATAGRAMS_WAIT})
  @ExpectsReports
  @Test
  void whatWaitsMakesAnAbortNoError() throws Exception {
    kept();
    withUnix(
        new Ending(),
        (transport, far) -> {
          sendMany(transport);
          transport.abort();
          settle();
          trace.add("settled");
        });
    trace.shouldBe("lost: None", "settled");
  }

  @Rule("datagram.pause-writing.called")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS, Ground.DATAGRAMS_WAIT})
  @Test
  void whoSendsManyIsPaused() throws Exception {
    kept();
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void pauseWriting() {
            trace.add("paused");
          }

          @Override
          public void resumeWriting() {
            trace.add("resumed");
          }
        };
    withUnix(
        protocol,
        (transport, far) -> {
          sendMany(transport);
          trace.add("sent");
          receiveAll(far);
        });
    trace.shouldBe("paused", "sent", "resumed");
  }

  @Rule("datagram.resume-writing.called")
  @NeedsOperatingSystem
  @RestsOn({Ground.CONNECTED_DATAGRAMS, Ground.UNIX_DATAGRAMS, Ground.DATAGRAMS_WAIT})
  @Test
  void whoWasPausedMayGoOnHoweverSmallTheDatagrams() throws Exception {
    boolean[] paused = {false};
    DatagramProtocol protocol =
        new DatagramProtocol() {
          @Override
          public void pauseWriting() {
            paused[0] = true;
          }

          @Override
          public void resumeWriting() {
            paused[0] = false;
          }
        };
    withUnix(
        protocol,
        (transport, far) -> {
          for (int time = 1; time <= 2; time++) {
            for (int sent = 0; sent < MANY_SMALL && !paused[0]; sent++) {
              transport.sendto(SMALL);
            }
            if (!paused[0]) {
              throw new NotClaimedError("nobody who sends datagrams is paused");
            }
            receiveWhile(() -> paused[0], far, data -> {});
            trace.add("may go on: " + !paused[0]);
          }
        });
    trace.shouldBe("may go on: true", "may go on: true");
  }

  @Rule("datagram.close.once")
  @NeedsOperatingSystem
  @Test
  void theSocketOfAnEndpointIsClosedOnce() throws Exception {
    for (Consumer<DatagramTransport> end :
        List.<Consumer<DatagramTransport>>of(DatagramTransport::close, DatagramTransport::abort)) {
      Socket near = boundForTheLoop();
      with(
          new DatagramProtocol() {},
          near,
          transport -> {
            Bystander bystander = new Bystander(near);
            end.accept(transport);
            bystander.traceSpared();
          });
    }
    trace.shouldBe("others are spared: true", "others are spared: true");
  }
}
