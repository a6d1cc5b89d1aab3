package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code sockets.md}: {@code sock_recv_into}, and several who use one socket. */
final class SocketsIntoTck extends SocketRuleTest {
  private static final byte[] LETTERS = {'a', 'b', 'c'};

  private static String textOf(Buffer buffer) {
    return buffer.decode("iso-8859-1").replace('\0', '.');
  }

  private int receiveInto(Connection connection, Buffer buffer) throws Exception {
    return run(() -> await(loop.sockRecvInto(connection.near(), buffer)));
  }

  /** What is received until it is all, in pieces of any size that the buffers have. */
  private String received(Connection connection, int size) throws Exception {
    StringBuilder all = new StringBuilder();
    while (all.length() < LETTERS.length) {
      Buffer buffer = bench.buffer(size);
      if (receiveInto(connection, buffer) == 0) {
        return all + " and then the end";
      }
      all.append(textOf(buffer).replace(".", ""));
    }
    return all.toString();
  }

  @Rule("loop.sock-recv-into.data")
  @Test
  void theBytesArePutIntoTheBuffer() throws Exception {
    Connection connection = connection();
    connection.far().sendall(LETTERS);
    connection.far().close();
    trace.add(received(connection, 5));
    trace.shouldBe("abc");
  }

  @Rule("loop.sock-recv-into.count")
  @Test
  void itGivesTheirNumber() throws Exception {
    Connection connection = connection();
    connection.far().sendall(LETTERS);
    Buffer buffer = bench.buffer(5);
    traceCount(receiveInto(connection, buffer), buffer);
    trace.shouldBe("received: as many as are there");
  }

  @Rule("loop.sock-recv-into.count")
  @Test
  void whoHasWaitedIsGivenTheirNumberToo() throws Exception {
    Connection connection = connection();
    Buffer buffer = bench.buffer(5);
    AsyncFuture<Integer> task = start(loop.sockRecvInto(connection.near(), buffer));
    settle();
    connection.far().sendall(LETTERS);
    runUntil(task);
    traceCount(task.result(), buffer);
    trace.shouldBe("received: as many as are there");
  }

  private void traceCount(int count, Buffer buffer) {
    int there = textOf(buffer).indexOf('.');
    trace.add("received: " + (count == there ? "as many as are there" : count + ", not " + there));
  }

  @Rule("loop.sock-recv-into.fills")
  @Test
  void whatDoesNotFitIsLeft() throws Exception {
    Connection connection = connection();
    connection.far().sendall(LETTERS);
    connection.far().close();
    trace.add(received(connection, 2));
    trace.shouldBe("abc");
  }

  @Rule("loop.sock-recv-into.end")
  @Test
  void atTheEndThereAreNoBytes() throws Exception {
    Connection connection = connection();
    connection.far().close();
    trace.add("received: " + receiveInto(connection, bench.buffer(2)));
    trace.shouldBe("received: 0");
  }

  @Rule("loop.sock-recv-into.error")
  @Test
  void aConnectionThatIsResetWhileItWaitsRaises() throws Exception {
    Connection connection = connection();
    connection.near().send(ONE_BYTE);
    AsyncFuture<Integer> task = start(loop.sockRecvInto(connection.near(), bench.buffer(3)));
    settle();
    connection.far().close(); // with something that nobody has read: a reset
    traceOutcome("sock_recv_into", () -> await(task));
    trace.shouldBe("sock_recv_into: raises OSError");
  }

  @Rule("loop.sock-recv-into.waits")
  @Test
  void whatComesLaterIsWaitedFor() throws Exception {
    Connection connection = connection();
    Buffer buffer = bench.buffer(3);
    AsyncFuture<Integer> task = start(loop.sockRecvInto(connection.near(), buffer));
    settle();
    trace.add("done: " + isDone(task));
    connection.far().sendall(LETTERS);
    runUntil(task);
    int count = task.result();
    trace.add("received: " + (count > 0 && "abc".startsWith(textOf(buffer).substring(0, count))));
    trace.shouldBe("done: false", "received: true");
  }

  private void cancelWhileWaiting(Connection connection) {
    AsyncFuture<Integer> task = start(loop.sockRecvInto(connection.near(), bench.buffer(3)));
    settle();
    task.cancel();
    settle();
  }

  @Rule("loop.sock-recv-into.waits")
  @Test
  void whoFindsThatAnotherWasFirstWaitsOn() throws Exception {
    Connection connection = connection();
    AsyncFuture<Integer> task = start(loop.sockRecvInto(connection.near(), bench.buffer(1)));
    comesTwice(
        task,
        () -> connection.far().sendall(ONE_BYTE),
        () -> {
          byte[] _ = connection.near().recv(1);
        });
    trace.outcome("received", task::result);
    trace.shouldBe("received: 1");
  }

  @Rule("loop.sock-recv-into.cancelled-keeps")
  @Operation("loop.sock_recv_into")
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

  @Rule("loop.sock-recv-into.cancelled-unwatched")
  @Operation("loop.sock_recv_into")
  @At(Moment.AFTERWARDS)
  @Test
  void afterACancellationTheSocketIsNotWatched() throws Exception {
    Connection connection = connection();
    cancelWhileWaiting(connection);
    traceWatchedReader(connection.fd());
    trace.shouldBe("watched: false");
  }

  @Rule("loop.sock-recv-into.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketIsRefused() throws Exception {
    Connection connection = readable();
    connection.near().setblocking(true);
    loop.setDebug(true);
    Buffer buffer = bench.buffer(1);
    traceOutcome("sock_recv_into", () -> await(loop.sockRecvInto(connection.near(), buffer)));
    trace.shouldBe("sock_recv_into: raises IllegalArgumentException");
  }

  @Rule("loop.sock-recv.second-waiter")
  @Test
  void ofTwoWhoWaitTheSecondIsGivenTheData() throws Exception {
    Connection connection = connection();
    AsyncFuture<byte[]> first = start(loop.sockRecv(connection.near(), 1));
    settle();
    AsyncFuture<byte[]> second = start(loop.sockRecv(connection.near(), 1));
    settle();
    connection.far().sendall(ONE_BYTE);
    settle();
    trace.add("first: " + first.isDone() + ", second: " + second.isDone());
    first.cancel();
    second.cancel();
    settle();
    trace.shouldBe("first: false, second: true");
  }

  @Rule("loop.sock-recv.while-sending")
  @Test
  void oneWaitsToReadWhileAnotherWaitsToWrite() throws Exception {
    Connection connection = full();
    AsyncFuture<byte[]> reading = start(loop.sockRecv(connection.near(), 1));
    AsyncFuture<@Nullable Void> writing = start(loop.sockSendall(connection.near(), ONE_BYTE));
    settle();
    trace.add("read: " + reading.isDone() + ", written: " + writing.isDone());
    connection.far().sendall(ONE_BYTE);
    runUntil(reading);
    trace.add("read: " + reading.isDone() + ", written: " + writing.isDone());
    empty(connection);
    runUntil(writing);
    trace.add("read: " + reading.isDone() + ", written: " + writing.isDone());
    reading.cancel();
    writing.cancel();
    settle();
    trace.shouldBe(
        "read: false, written: false", "read: true, written: false", "read: true, written: true");
  }

  @Rule("loop.sock-recv.closed-under")
  @Test
  void whoseSocketIsClosedCanBeCancelled() throws Exception {
    Connection connection = connection();
    AsyncFuture<byte[]> task = start(loop.sockRecv(connection.near(), 1));
    settle();
    connection.near().close();
    task.cancel();
    runUntil(task);
    trace.add("cancelled: " + task.isCancelled());
    trace.shouldBe("cancelled: true");
  }
}
