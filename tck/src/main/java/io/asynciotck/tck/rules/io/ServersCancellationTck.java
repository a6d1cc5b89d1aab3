package io.asynciotck.tck.rules.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Server;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for a server. Page: {@code servers.md}. */
final class ServersCancellationTck extends IoCancellationRuleTest {

  /** A way to wait for a server. */
  @FunctionalInterface
  private interface Flow {
    Coroutine<?> of(Server server);
  }

  private void waitFor(Flow flow, Case moment) throws Exception {
    Server server = run(() -> await(loop.createServer(Receiver::new, listening())));
    try {
      moment.befalls(new Waiting(server::close, () -> flow.of(server)));
    } finally {
      giveUp(server::close);
      settle();
    }
  }

  private void waitClosed(Case moment) throws Exception {
    waitFor(Server::waitClosed, moment);
  }

  private void serveForever(Case moment) throws Exception {
    waitFor(Server::serveForever, moment);
  }

  @Rule("server.wait-closed.cancelled-raised")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void waitClosedIsCancelledWhileItWaits() throws Exception {
    waitClosed(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("server.wait-closed.cancelled-raised")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void waitClosedIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    waitClosed(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("server.wait-closed.cancelled-raised")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void waitClosedThatWasCancelledBeforeDoesNotWait() throws Exception {
    waitClosed(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("server.wait-closed.cancelled-message")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void whoAwaitsACancelledWaitClosedHearsTheMessage() throws Exception {
    waitClosed(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("server.wait-closed.cancelled-again")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void whoWaitsAfterACancelledWaitGetsOn() throws Exception {
    waitClosed(this::cancelledThenAnotherWaits);
    trace.shouldBe("b: null");
  }

  @Rule("server.wait-closed.cancelled-again")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void whoWaitsAfterAWaitThatNeverBeganGetsOn() throws Exception {
    waitClosed(this::cancelledBeforeItStarts);
    trace.shouldBe("b: null");
  }

  @Rule("server.wait-closed.cancelled-again")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void whoWaitsAfterAWaitThatRanOutOfTimeGetsOn() throws Exception {
    waitClosed(this::runsOutOfTime);
    trace.shouldBe("a: raises TimeoutException", "b: null");
  }

  @Rule("server.wait-closed.cancelled-others")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void whoWaitsBesideACancelledWaitGetsOn() throws Exception {
    waitClosed(this::cancelledBesideAnother);
    trace.shouldBe("b: null");
  }

  @Rule("server.serve-forever.cancelled-raised")
  @Operation("Server.serve_forever")
  @Test
  void serveForeverIsCancelledWhileItWaits() throws Exception {
    serveForever(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("server.serve-forever.cancelled-raised")
  @Operation("Server.serve_forever")
  @Test
  void serveForeverIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    serveForever(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("server.serve-forever.cancelled-raised")
  @Operation("Server.serve_forever")
  @Test
  void serveForeverThatWasCancelledBeforeDoesNotWait() throws Exception {
    serveForever(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("server.serve-forever.cancelled-message")
  @Operation("Server.serve_forever")
  @Test
  void whoAwaitsACancelledServeForeverHearsTheMessage() throws Exception {
    serveForever(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("server.wait-closed.cancelled-others")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void whoWaitsBesideOneThatIsCancelledAtTheMomentGetsOn() throws Exception {
    waitClosed(waiting -> cancelledAsAnotherGetsOn(waiting, true));
    waitClosed(waiting -> cancelledAsAnotherGetsOn(waiting, false));
    trace.shouldBe("b: null", "b: null");
  }

  @Rule("server.wait-closed.cancelled-again")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void whoWaitsAfterATimeoutAtTheMomentGetsOn() throws Exception {
    waitClosed(waiting -> runsOutOfTimeAsItGetsOn(waiting, true));
    waitClosed(waiting -> runsOutOfTimeAsItGetsOn(waiting, false));
    trace.shouldBe("one: null", "one: null");
  }

  @Rule("server.serve-forever.cancelled-lets-go")
  @Operation("Server.serve_forever")
  @Test
  void nothingIsKeptOfACancelledServeForever() throws Exception {
    serveForever(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }

  @Rule("server.wait-closed.cancelled-lets-go")
  @RestsOn(Ground.WAIT_CLOSED)
  @Operation("Server.wait_closed")
  @Test
  void nothingIsKeptOfACancelledWait() throws Exception {
    waitClosed(this::cancelledAndCollected);
    trace.shouldBeOneOf(List.of("kept: nothing"), List.of("kept: a future"));
  }
}
