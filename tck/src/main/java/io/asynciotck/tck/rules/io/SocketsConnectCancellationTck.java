package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.UsesThreads;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that connect sockets. Page: {@code sockets.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class SocketsConnectCancellationTck extends IoCancellationRuleTest {

  private void connect(Case moment) throws Exception {
    Address address = crowded();
    moment.befalls(new Waiting(() -> {}, () -> loop.sockConnect(unconnected(), address)));
  }

  @Rule("loop.sock-connect.cancelled-raised")
  @Operation("loop.sock_connect")
  @Test
  void connectIsCancelledWhileItWaits() throws Exception {
    connect(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-connect.cancelled-raised")
  @Operation("loop.sock_connect")
  @Test
  void connectIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    connect(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-connect.cancelled-raised")
  @Operation("loop.sock_connect")
  @Test
  void connectThatWasCancelledBeforeDoesNotWait() throws Exception {
    connect(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("loop.sock-connect.cancelled-raised")
  @Operation("loop.sock_connect")
  @At(Moment.BEFORE_THE_WAKE)
  @Test
  void connectIsCancelledAsItConnects() throws Exception {
    Address address = listening().getsockname();
    for (int turns = 1; turns <= 3; turns++) {
      int turnsBefore = turns;
      AsyncFuture<?> connecting =
          run(() -> {
            AsyncFuture<?> begun = start(loop.sockConnect(unconnected(), address));
            yieldTimes(turnsBefore);
            begun.cancel();
            return begun;
          });
      settle();
      trace.add("ended: " + connecting.isDone());
    }
    trace.shouldBe("ended: true", "ended: true", "ended: true");
  }

  @Rule("loop.sock-connect.cancelled-message")
  @Operation("loop.sock_connect")
  @Test
  void whoAwaitsACancelledConnectHearsTheMessage() throws Exception {
    connect(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("loop.sock-connect.cancelled-unwatched")
  @Operation("loop.sock_connect")
  @At(Moment.AFTERWARDS)
  @Test
  void nothingIsWatchedAfterACancelledConnect() throws Exception {
    Address address = crowded();
    Socket socket = unconnected();
    AsyncFuture<?> connecting = begin(loop.sockConnect(socket, address));
    connecting.cancel();
    settle();
    traceWatchedWriter(socket.fileno());
    trace.shouldBe("watched: false");
  }

  @Rule("loop.sock-connect.cancelled-lets-go")
  @Operation("loop.sock_connect")
  @Test
  void nothingIsKeptOfACancelledConnect() throws Exception {
    connect(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }
}
