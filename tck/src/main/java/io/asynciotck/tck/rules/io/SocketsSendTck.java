package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.UsesThreads;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code sockets.md}: {@code sock_sendall}. */
final class SocketsSendTck extends SocketRuleTest {
  private static final int MUCH = 1 << 20;

  @Rule("loop.sock-sendall.sends")
  @Test
  void theBytesAreSent() throws Exception {
    Connection connection = connection();
    run(() -> {
      await(loop.sockSendall(connection.near(), new byte[] {'a', 'b', 'c'}));
    });
    trace.add(text(connection.far().recv(10)));
    trace.shouldBe("abc");
  }

  @Rule("loop.sock-sendall.all")
  @UsesThreads
  @Test
  void manyBytesAreSentInTheirOrder() throws Exception {
    Connection connection = connection();
    byte[] much = new byte[MUCH];
    for (int i = 0; i < much.length; i++) {
      much[i] = (byte) (i * 31 + i / 251);
    }
    FutureTask<byte[]> received = bench.inThread(() -> receive(connection.far(), MUCH));
    run(() -> {
      await(loop.sockSendall(connection.near(), much));
    });
    trace.add("the same: " + Arrays.equals(received.get(), much));
    trace.shouldBe("the same: true");
  }

  private static byte[] receive(Socket socket, int count) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < count) {
      byte[] part = socket.recv(1 << 18);
      if (part.length == 0) {
        break;
      }
      all.write(part);
    }
    return all.toByteArray();
  }

  @Rule("loop.sock-sendall.waits")
  @Test
  void itWaitsUntilEverythingIsTaken() throws Exception {
    Connection connection = full();
    AsyncFuture<@Nullable Void> task =
        asyncio.ensureFuture(loop.sockSendall(connection.near(), ONE_BYTE), loop);
    settle();
    trace.add("done: " + isDone(task));
    empty(connection);
    runUntil(task);
    trace.add("done: " + isDone(task));
    trace.shouldBe("done: false", "done: true");
  }

  @Rule("loop.sock-sendall.none")
  @Test
  void itGivesNothing() throws Exception {
    Connection connection = connection();
    Object result = run(() -> await(loop.sockSendall(connection.near(), ONE_BYTE)));
    trace.add("result: " + result);
    trace.shouldBe("result: null");
  }

  @Rule("loop.sock-sendall.error")
  @Test
  void aConnectionThatIsClosedRaises() throws Exception {
    Connection connection = connection();
    connection.far().close();
    traceOutcome("sock_sendall", () -> await(loop.sockSendall(connection.near(), ONE_BYTE)));
    trace.shouldBe("sock_sendall: raises OSError");
  }

  @Rule("loop.sock-sendall.cancelled-unwatched")
  @Test
  void afterACancellationTheSocketIsNotWatched() throws Exception {
    Connection connection = full();
    AsyncFuture<@Nullable Void> task =
        asyncio.ensureFuture(loop.sockSendall(connection.near(), ONE_BYTE), loop);
    settle();
    task.cancel();
    settle();
    traceWatchedWriter(connection.fd());
    trace.shouldBe("watched: false");
  }

  @Rule("loop.sock-sendall.debug")
  @ExpectsReports
  @Test
  void inDebugModeABlockingSocketIsRefused() throws Exception {
    Connection connection = connection();
    connection.near().setblocking(true);
    loop.setDebug(true);
    traceOutcome("sock_sendall", () -> await(loop.sockSendall(connection.near(), ONE_BYTE)));
    trace.shouldBe("sock_sendall: raises IllegalArgumentException");
  }
}
