package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.UsesThreads;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that open streams. Page: {@code streams.md}. */
@UsesThreads // Connections of the system need not be there at once.
final class StreamsCancellationTck extends IoCancellationRuleTest {

  private void open(Case moment) throws Exception {
    Address address = crowded();
    moment.befalls(
        new Waiting(() -> {}, () -> asyncio.openConnection(address.host(), address.port())));
  }

  @Rule("open-connection.cancel.raised")
  @Operation("open_connection")
  @Test
  void openIsCancelledWhileItWaits() throws Exception {
    open(this::cancelledWhileItWaits);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("open-connection.cancel.raised")
  @Operation("open_connection")
  @Test
  void openIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    open(this::cancelledTwice);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("open-connection.cancel.raised")
  @Operation("open_connection")
  @Test
  void openThatWasCancelledBeforeDoesNotWait() throws Exception {
    open(this::cancelledOnEntry);
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("open-connection.cancel.message")
  @Operation("open_connection")
  @Test
  void whoAwaitsACancelledOpenHearsTheMessage() throws Exception {
    open(this::cancelledWithAMessage);
    trace.shouldBe("awaiting: told why");
  }

  @Rule("open-connection.cancel.lets-go")
  @Operation("open_connection")
  @Test
  void nothingIsKeptOfACancelledOpen() throws Exception {
    open(this::cancelledAndCollected);
    trace.shouldBe("kept: nothing");
  }
}
