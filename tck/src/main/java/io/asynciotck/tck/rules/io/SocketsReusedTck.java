package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/** Rules of {@code sockets.md}: descriptors that the system gives to one socket after another. */
@RestsOn(Ground.SOCK_RECV_WAITS)
@UsesThreads // Connections of the system need not be there at once.
final class SocketsReusedTck extends StreamRuleTest {

  /**
   * A socket that is used.
   *
   * @param operation waits for it
   * @param completion lets who waits get on
   */
  private record Use(Socket socket, Coroutine<?> operation, VoidBody completion) {}

  /** Begins to use a socket. */
  @FunctionalInterface
  private interface Beginning {
    Use begin() throws Exception;
  }

  /** Traces what comes at sockets that have the descriptors of others, which were closed. */
  private void traceReceivedLater(Beginning beginning) throws Exception {
    traceReceivedAfterwards(beginning.begin());
    traceReceivedAfterCancellation(beginning.begin());
  }

  private void traceReceivedAfterCancellation(Use cancelled) throws Exception {
    AsyncFuture<?> givenUp = begin(cancelled.operation());
    givenUp.cancel();
    runUntil(givenUp);
    traceReceivedAfter("cancelled", cancelled.socket());
  }

  private void traceReceivedAfterwards(Use done) throws Exception {
    AsyncFuture<?> waiting = begin(done.operation());
    done.completion().run();
    runUntil(waiting);
    checkNotFailed(waiting);
    traceReceivedAfter("done", done.socket());
  }

  private void traceReceivedAfter(String what, Socket old) throws Exception {
    old.close();
    Connection fresh = connection(); // most systems give it the number of the old one
    AsyncFuture<byte[]> receiving = begin(loop.sockRecv(fresh.near(), 1));
    fresh.far().sendall(ONE_BYTE);
    runUntil(receiving);
    trace.outcome("behind what was " + what, () -> text(receiving.result()));
  }

  private void shouldReceive() {
    trace.shouldBe("behind what was done: x", "behind what was cancelled: x");
  }

  @Rule("loop.sock-recv.reused")
  @Test
  void whoHasReceivedLeavesNothingBehind() throws Exception {
    traceReceivedLater(() -> {
      Connection connection = connection();
      return new Use(
          connection.near(),
          loop.sockRecv(connection.near(), 1),
          () -> connection.far().sendall(ONE_BYTE));
    });
    shouldReceive();
  }

  @Rule("loop.sock-recv.reused")
  @RestsOn({Ground.SOCK_RECV_WAITS, Ground.SOCK_RECV_INTO_WAITS})
  @Test
  void whoHasReceivedIntoABufferLeavesNothingBehind() throws Exception {
    traceReceivedLater(() -> {
      Connection connection = connection();
      return new Use(
          connection.near(),
          loop.sockRecvInto(connection.near(), bench.buffer(1)),
          () -> connection.far().sendall(ONE_BYTE));
    });
    shouldReceive();
  }

  /** Begins to receive a datagram. */
  private Use ofDatagram(Socket receiver, Coroutine<?> operation) throws Exception {
    Socket sender = bound();
    return new Use(receiver, operation, () -> sender.sendto(ONE_BYTE, receiver.getsockname()));
  }

  @Rule("loop.sock-recvfrom.reused")
  @Test
  void whoHasReceivedADatagramLeavesNothingBehind() throws Exception {
    traceReceivedLater(() -> {
      Socket receiver = boundForTheLoop();
      return ofDatagram(receiver, loop.sockRecvfrom(receiver, 9));
    });
    shouldReceive();
  }

  @Rule("loop.sock-recvfrom-into.reused")
  @Test
  void whoHasReceivedADatagramIntoABufferLeavesNothingBehind() throws Exception {
    traceReceivedLater(() -> {
      Socket receiver = boundForTheLoop();
      return ofDatagram(receiver, loop.sockRecvfromInto(receiver, bench.buffer(9)));
    });
    shouldReceive();
  }

  @Rule("loop.sock-recv.reused")
  @RestsOn({Ground.SOCK_RECV_WAITS, Ground.SOCK_ACCEPT_WAITS})
  @Test
  void whoHasAcceptedLeavesNothingBehind() throws Exception {
    Socket server = listening();
    server.setblocking(false);
    Coroutine<?> accepting =
        coroutine(() -> {
          ((Socket) await(loop.sockAccept(server)).getFirst()).close();
          return null;
        });
    traceReceivedAfterwards(new Use(server, accepting, () -> client(server.getsockname())));
    trace.shouldBe("behind what was done: x");
  }

  @Rule("loop.sock-recv.reused")
  @RestsOn({Ground.SOCK_RECV_WAITS, Ground.SOCK_SENDALL_WAITS})
  @Test
  void whoHasSentLeavesNothingBehind() throws Exception {
    traceReceivedLater(() -> {
      Connection connection = full();
      return new Use(
          connection.near(),
          loop.sockSendall(connection.near(), ONE_BYTE),
          () -> empty(connection));
    });
    shouldReceive();
  }

  @Rule("loop.sock-sendto.reused")
  @NeedsOperatingSystem
  @RestsOn({Ground.SOCK_RECV_WAITS, Ground.SOCK_SENDTO})
  @Test
  void whoHasSentADatagramLeavesNothingBehind() throws Exception {
    whileFull((near, far, path) -> traceReceivedAfterwards(sending(near, far, path)));
    whileFull((near, far, path) -> traceReceivedAfterCancellation(sending(near, far, path)));
    shouldReceive();
  }

  private Use sending(Socket near, Socket far, String path) {
    return new Use(near, loop.sockSendto(near, ONE_BYTE, path), () -> drain(far));
  }
}
