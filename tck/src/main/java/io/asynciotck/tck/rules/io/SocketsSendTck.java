package io.asynciotck.tck.rules.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Patterns;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code sockets.md}: {@code sock_sendall}. */
final class SocketsSendTck extends TransportRuleTest {
  private static final byte[] NOTHING = {};

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
  @Test
  void manyBytesAreSentInTheirOrder() throws Exception {
    Connection connection = connection();
    byte[] much = Patterns.bytes(0, MEGABYTE, SEED);
    AsyncFuture<?> task = start(loop.sockSendall(connection.near(), much));
    byte[] received = readWhileRunning(connection.far(), much.length);
    runUntil(task);
    trace.add("the same: " + Arrays.equals(received, much));
    trace.shouldBe("the same: true");
  }

  @Rule("loop.sock-sendall.all")
  @Test
  void whatCannotBeSentAtOnceIsSentInFull() throws Exception {
    Connection connection = full();
    AsyncFuture<?> task = start(loop.sockSendall(connection.near(), LETTERS));
    settle();
    connection.far().setblocking(false);
    String all = "";
    for (int quiet = 0; quiet < 20 && all.length() < LETTERS.length; quiet++) {
      try {
        all += text(connection.far().recv(1 << 20)).replace("x", "");
      } catch (BlockingIoException nothing) {
        settle();
      }
    }
    runUntil(task);
    trace.add(all);
    trace.shouldBe("abc");
  }

  @Rule("loop.sock-sendall.items")
  @Test
  void whatAViewOfLargerItemsShowsIsSent() throws Exception {
    Connection connection = connection();
    AsyncFuture<@Nullable Void> task =
        start(loop.sockSendall(connection.near(), bench.view(few()).cast("I")));
    runUntil(task);
    trace.add("done: " + isDone(task));
    task.cancel();
    settle();
    trace.add(text(connection.far().recv(100)));
    trace.shouldBe("done: true", "abcdefgh");
  }

  @Rule("loop.sock-sendall.waits")
  @Test
  void itWaitsUntilEverythingIsTaken() throws Exception {
    Connection connection = full();
    AsyncFuture<@Nullable Void> task = start(loop.sockSendall(connection.near(), ONE_BYTE));
    settle();
    trace.add("done: " + isDone(task));
    empty(connection);
    runUntil(task);
    trace.add("done: " + isDone(task));
    trace.shouldBe("done: false", "done: true");
  }

  @Rule("loop.sock-sendall.waits")
  @Test
  void whoFindsThatAnotherWasFirstWaitsOn() throws Exception {
    Connection connection = full();
    AsyncFuture<@Nullable Void> task = start(loop.sockSendall(connection.near(), ONE_BYTE));
    comesTwice(task, () -> empty(connection), () -> fill(connection));
    trace.add("done: " + isDone(task));
    trace.shouldBe("done: true");
  }

  @Rule("loop.sock-sendall.none")
  @Test
  void itGivesNothing() throws Exception {
    Connection connection = connection();
    Object result = run(() -> await(loop.sockSendall(connection.near(), ONE_BYTE)));
    trace.add("result: " + result);
    trace.shouldBe("result: null");
  }

  @Rule("loop.sock-sendall.none")
  @Test
  void whoHasWaitedIsGivenNothingEither() throws Exception {
    Connection connection = full();
    AsyncFuture<@Nullable Void> task = start(loop.sockSendall(connection.near(), ONE_BYTE));
    settle();
    empty(connection);
    runUntil(task);
    trace.outcome("result", task::result);
    trace.shouldBe("result: null");
  }

  @Rule("loop.sock-sendall.none")
  @Test
  void withoutBytesItGivesNothing() throws Exception {
    AsyncFuture<@Nullable Void> task = start(loop.sockSendall(connection().near(), NOTHING));
    runUntil(task);
    trace.outcome("result", task::result);
    trace.shouldBe("result: null");
  }

  @Rule("loop.sock-sendall.coroutine")
  @Test
  void aTaskIsMadeOfIt() throws Exception {
    Connection connection = connection();
    traceTask(() -> inATask(loop.sockSendall(connection.near(), ONE_BYTE)));
    shouldBeATask();
  }

  @Rule("loop.sock-sendall.error")
  @RestsOn(Ground.SOCK_SENDALL_WAITS)
  @Test
  void aConnectionThatIsClosedWhileItWaitsRaises() throws Exception {
    Connection connection = full();
    AsyncFuture<@Nullable Void> task = start(loop.sockSendall(connection.near(), ONE_BYTE));
    settle();
    connection.far().close();
    traceOutcome("sock_sendall", () -> await(task));
    trace.shouldBe("sock_sendall: raises OSError");
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
  @Operation("loop.sock_sendall")
  @RestsOn(Ground.SOCK_SENDALL_WAITS)
  @At(Moment.AFTERWARDS)
  @Test
  void afterACancellationTheSocketIsNotWatched() throws Exception {
    Connection connection = full();
    AsyncFuture<@Nullable Void> task = start(loop.sockSendall(connection.near(), ONE_BYTE));
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
