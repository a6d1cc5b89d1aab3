package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.File;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.UsesThreads;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that send a file by a socket. Page: {@code sockets.md}. */
@UsesThreads // A loop may read a file in its executor.
final class SocketsFileCancellationTck extends IoCancellationRuleTest {

  private void send(Case moment) throws Exception {
    Connection connection = full();
    File file = bench.files().write(much());
    moment.befalls(
        new Waiting(() -> empty(connection), () -> loop.sockSendfile(connection.near(), file)));
  }

  @Rule("loop.sock-sendfile.cancelled-raised")
  @Operation("loop.sock_sendfile")
  @Test
  void sendIsCancelledWhileItWaits() throws Exception {
    send(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendfile.cancelled-raised")
  @Operation("loop.sock_sendfile")
  @Test
  void sendIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    send(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendfile.cancelled-raised")
  @Operation("loop.sock_sendfile")
  @Test
  void sendThatWasCancelledBeforeDoesNotWait() throws Exception {
    send(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-sendfile.cancelled-message")
  @Operation("loop.sock_sendfile")
  @Test
  void whoAwaitsACancelledSendHearsTheMessage() throws Exception {
    send(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-sendfile.cancelled-position")
  @Operation("loop.sock_sendfile")
  @At(Moment.AFTERWARDS)
  @Test
  void thePositionIsBehindWhatACancelledCallHasSent() throws Exception {
    Connection connection = connection();
    File file = bench.files().write(much());
    AsyncFuture<Integer> sending = start(loop.sockSendfile(connection.near(), file));
    int begun = receiveOfAFile(connection.far(), 1); // or more, as it comes
    checkNotFailed(sending);
    sending.cancel();
    settle();
    int received = receivePattern(connection.far(), begun, MUCH);
    trace.add("some was sent: " + (received > 0 && received < MUCH));
    trace.add("the position is behind it: " + (file.tell() == received));
    trace.shouldBe("some was sent: true", "the position is behind it: true");
  }

  @Rule("loop.sock-sendfile.cancelled-lets-go")
  @Operation("loop.sock_sendfile")
  @Test
  void nothingIsKeptOfACancelledSend() throws Exception {
    send(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }
}
