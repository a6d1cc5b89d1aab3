package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.UsesThreads;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that make connections. Page: {@code connections.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class ConnectionsCancellationTck extends IoCancellationRuleTest {

  private void connect(Case moment) throws Exception {
    Address address = crowded();
    moment.befalls(
        new Waiting(
            () -> {}, () -> loop.createConnection(Receiver::new, address.host(), address.port())));
  }

  @Rule("connection.cancel.raised")
  @Operation("loop.create_connection")
  @Test
  void connectIsCancelledWhileItWaits() throws Exception {
    connect(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("connection.cancel.raised")
  @Operation("loop.create_connection")
  @Test
  void connectIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    connect(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("connection.cancel.raised")
  @Operation("loop.create_connection")
  @Test
  void connectThatWasCancelledBeforeDoesNotWait() throws Exception {
    connect(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("connection.cancel.raised")
  @Test
  void whoIsCancelledWhenTheConnectionIsThereHearsOfItToo() throws Exception {
    Address address = listening().getsockname();
    trace.outcome(
        "connects",
        () ->
            cancelledByTheFactory(
                new Receiver(),
                factory -> loop.createConnection(factory, address.host(), address.port())));
    settle(); // What is given up takes its time to end.
    trace.shouldBe("connects: raises CancelledError");
  }

  @Rule("connection.cancel.message")
  @Operation("loop.create_connection")
  @Test
  void whoAwaitsACancelledConnectHearsTheMessage() throws Exception {
    connect(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("connection.cancel.lets-go")
  @Operation("loop.create_connection")
  @Test
  void nothingIsKeptOfACancelledConnect() throws Exception {
    connect(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }
}
