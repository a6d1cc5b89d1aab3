package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code sockets.md}: {@code sock_recv}. */
final class SocketsTck extends SocketRuleTest {
  private static final byte[] LETTERS = {'a', 'b', 'c', 'd', 'e', 'f'};

  @Rule("loop.sock-recv.data")
  @Test
  void theBytesThatAreThereAreReceived() throws Exception {
    Connection connection = connection();
    connection.far().sendall(LETTERS);
    connection.far().close();
    trace.add(received(connection, 10, ""));
    trace.shouldBe("abcdef");
  }

  @Rule("loop.sock-recv.at-most")
  @Test
  void noMoreBytesAreReceivedThanWereAskedFor() throws Exception {
    Connection connection = connection();
    connection.far().sendall(LETTERS);
    connection.far().close();
    trace.add(received(connection, 4, ""));
    trace.shouldBe("abcdef");
  }

  @Rule("loop.sock-recv.at-most")
  @Test
  void whoHasWaitedReceivesNoMoreEither() throws Exception {
    Connection connection = connection();
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection.near(), 2));
    settle();
    connection.far().sendall(LETTERS);
    runUntil(task);
    trace.add("too many: " + (task.result().length > 2));
    trace.shouldBe("too many: false");
  }

  /** What is received until it is all, in pieces of any size that was asked for. */
  private String received(Connection connection, int most, String before) throws Exception {
    String all = before;
    while (all.length() < LETTERS.length) {
      String part = text(run(() -> await(loop.sockRecv(connection.near(), most))));
      if (part.isEmpty() || part.length() > most) {
        return all + " and then " + part.length() + " bytes";
      }
      all += part;
    }
    return all;
  }

  @Rule("loop.sock-recv.end")
  @Test
  void atTheEndNoBytesAreReceived() throws Exception {
    Connection connection = connection();
    connection.far().close();
    trace.add("received: " + run(() -> await(loop.sockRecv(connection.near(), 4))).length);
    trace.shouldBe("received: 0");
  }

  @Rule("loop.sock-recv.error")
  @Test
  void aConnectionThatIsResetWhileItWaitsRaises() throws Exception {
    Connection connection = connection();
    connection.near().send(ONE_BYTE);
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection.near(), 10));
    settle();
    connection.far().close(); // with something that nobody has read: a reset
    traceOutcome("sock_recv", () -> await(task));
    trace.shouldBe("sock_recv: raises OSError");
  }

  @Rule("loop.sock-recv.waits")
  @Test
  void whatComesLaterIsWaitedFor() throws Exception {
    Connection connection = connection();
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection.near(), 10));
    settle();
    trace.add("done: " + isDone(task));
    connection.far().sendall(LETTERS);
    connection.far().close();
    runUntil(task);
    trace.add(received(connection, 10, text(task.result())));
    trace.shouldBe("done: false", "abcdef");
  }

  @Rule("loop.sock-recv.waits")
  @Test
  void whoReceivesRightAfterACancelledOneWaitsToo() throws Exception {
    Connection connection = connection();
    AsyncFuture<byte[]> cancelled = start(loop.sockRecv(connection.near(), 10));
    settle();
    cancelled.cancel();
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection.near(), 10));
    settle();
    trace.add("done: " + isDone(task));
    connection.far().sendall(ONE_BYTE);
    runUntil(task);
    trace.add("done: " + isDone(task));
    trace.shouldBe("done: false", "done: true");
  }

  @Rule("loop.sock-recv.waits")
  @Test
  void whoFindsThatAnotherWasFirstWaitsOn() throws Exception {
    Connection connection = connection();
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection.near(), 1));
    comesTwice(
        task,
        () -> connection.far().sendall(ONE_BYTE),
        () -> {
          byte[] _ = connection.near().recv(1);
        });
    trace.outcome("received", () -> text(task.result()));
    trace.shouldBe("received: x");
  }

  @Rule("loop.sock-recv.while-sending")
  @Test
  void aReceiveThatIsCancelledLeavesTheSendAsItIs() throws Exception {
    Connection connection = full();
    AsyncFuture<@Nullable Void> sending = start(loop.sockSendall(connection.near(), ONE_BYTE));
    AsyncFuture<byte[]> receiving = start(loop.sockRecv(connection.near(), 1));
    settle();
    receiving.cancel();
    settle();
    empty(connection);
    runUntil(sending);
    trace.add("sent: " + isDone(sending));
    trace.shouldBe("sent: true");
  }

  @Rule("loop.sock-recv.while-sending")
  @Test
  void aSendThatEndsLeavesTheReceiveAsItIs() throws Exception {
    Connection connection = full();
    AsyncFuture<byte[]> receiving = start(loop.sockRecv(connection.near(), 1));
    AsyncFuture<@Nullable Void> sending = start(loop.sockSendall(connection.near(), ONE_BYTE));
    settle();
    empty(connection);
    runUntil(sending);
    settle();
    connection.far().send(ONE_BYTE);
    runUntil(receiving);
    trace.add("sent: " + isDone(sending) + ", received: " + isDone(receiving));
    receiving.cancel();
    settle();
    trace.shouldBe("sent: true, received: true");
  }

  @Rule("loop.sock-recv.others-run")
  @Test
  void othersRunWhileItWaits() throws Exception {
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection().near(), 10));
    loop.callSoon(trace.mark("callback"));
    settle();
    task.cancel();
    settle();
    trace.shouldBe("callback");
  }

  @Rule("loop.sock-recv.from-await")
  @Test
  void nothingIsReceivedBeforeTheAwait() throws Exception {
    Connection connection = readable();
    Coroutine<byte[]> receiving = loop.sockRecv(connection.near(), 1);
    settle();
    trace.outcome("still there", () -> text(connection.near().recv(1)));
    receiving.close();
    trace.shouldBe("still there: x");
  }

  @Rule("loop.sock-recv.coroutine")
  @Test
  void aTaskIsMadeOfIt() throws Exception {
    Connection connection = readable();
    traceTask(() -> inATask(loop.sockRecv(connection.near(), 1)));
    shouldBeATask();
  }

  @Rule("loop.sock-recv.cancelled-keeps")
  @Operation("loop.sock_recv")
  @At(Moment.THEN_AGAIN)
  @Test
  void whatComesAfterACancellationIsKept() throws Exception {
    Connection connection = connection();
    cancelWhileWaiting(connection);
    connection.far().sendall(ONE_BYTE);
    settle();
    trace.outcome("still there", () -> text(connection.near().recv(1)));
    trace.shouldBe("still there: x");
  }

  @Rule("loop.sock-recv.cancelled-unwatched")
  @Operation("loop.sock_recv")
  @At(Moment.AFTERWARDS)
  @Test
  void afterACancellationTheSocketIsNotWatched() throws Exception {
    Connection connection = connection();
    cancelWhileWaiting(connection);
    traceWatchedReader(connection.fd());
    trace.shouldBe("watched: false");
  }

  private void cancelWhileWaiting(Connection connection) {
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection.near(), 1));
    settle();
    task.cancel();
    settle();
  }

  @Rule("loop.sock-recv.done-unwatched")
  @Test
  void afterTheEndTheSocketIsNotWatched() throws Exception {
    Connection connection = connection();
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection.near(), 1));
    settle();
    connection.far().sendall(ONE_BYTE);
    runUntil(task);
    settle();
    traceWatchedReader(connection.fd());
    trace.shouldBe("watched: false");
  }

  @Rule("loop.sock-recv.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketIsRefused() throws Exception {
    Connection connection = readable();
    connection.near().setblocking(true);
    loop.setDebug(true);
    traceOutcome("sock_recv", () -> text(await(loop.sockRecv(connection.near(), 1))));
    trace.shouldBe("sock_recv: raises IllegalArgumentException");
  }
}
