package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Transport;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.UsesThreads;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that send a file by a transport. Page: {@code sendfile.md}. */
@UsesThreads // A loop may read a file in its executor.
final class SendfileCancellationTck extends IoCancellationRuleTest {

  private void send(Case moment) throws Exception {
    File file = bench.files().write(much());
    with(
        full(),
        new Receiver(),
        transport -> moment.befalls(new Waiting(() -> {}, () -> loop.sendfile(transport, file))));
  }

  @Rule("loop.sendfile.cancelled-raised")
  @Operation("loop.sendfile")
  @Test
  void sendIsCancelledWhileItWaits() throws Exception {
    send(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sendfile.cancelled-raised")
  @Operation("loop.sendfile")
  @Test
  void sendIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    send(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sendfile.cancelled-raised")
  @Operation("loop.sendfile")
  @Test
  void sendThatWasCancelledBeforeDoesNotWait() throws Exception {
    send(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sendfile.cancelled-message")
  @Operation("loop.sendfile")
  @Test
  void whoAwaitsACancelledSendHearsTheMessage() throws Exception {
    send(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sendfile.cancelled-reads")
  @Operation("loop.sendfile")
  @At(Moment.AFTERWARDS)
  @Test
  void dataArrivesAfterACancelledCall() throws Exception {
    traceWhatComesAfterACancelledCall(transport -> {});
    trace.shouldBe("received: abc");
  }

  @Rule("loop.sendfile.cancelled-reads")
  @Operation("loop.sendfile")
  @At(Moment.AFTERWARDS)
  @Test
  void dataArrivesAfterACallThatWasCancelledBehindOtherData() throws Exception {
    traceWhatComesAfterACancelledCall(transport -> transport.write(letters(MUCH)));
    trace.shouldBe("received: abc");
  }

  @Rule("loop.sendfile.paused")
  @Operation("loop.sendfile")
  @At(Moment.AFTERWARDS)
  @Test
  void aTransportThatIsPausedStaysSoAfterACancelledCall() throws Exception {
    traceWhatComesAfterACancelledCall(Transport::pauseReading);
    trace.shouldBe("received: ");
  }

  /** Does something before a call is cancelled, and traces what arrives of what is sent then. */
  private void traceWhatComesAfterACancelledCall(TransportBody before) throws Exception {
    Receiver receiver = new Receiver();
    Connection connection = connection();
    with(
        connection,
        receiver,
        transport -> {
          before.run(transport);
          sendAndCancel(transport);
          connection.far().sendall(bytes("abc"));
          settle();
          trace.add("received: " + receiver.received);
        });
  }

  private void sendAndCancel(Transport transport) throws Exception {
    AsyncFuture<Integer> sending = begin(loop.sendfile(transport, bench.files().write(much())));
    checkNotFailed(sending);
    sending.cancel();
    settle();
  }

  @Rule("loop.sendfile.cancelled-lets-go")
  @Operation("loop.sendfile")
  @Test
  void nothingIsKeptOfACancelledSend() throws Exception {
    send(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }
}
