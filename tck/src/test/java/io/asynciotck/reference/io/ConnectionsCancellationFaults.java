package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of create_connection when it is cancelled. */
final class ConnectionsCancellationFaults {

  private ConnectionsCancellationFaults() {}

  @Fault(
      what = "A cancelled create_connection gives nothing.",
      breaks = {"connection.cancel.raised", "connection.cancel.message"})
  static final class GivesNothing extends SelectorEventLoop {
    GivesNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return BrokenCancellations.swallowing(
          asyncio, super.createConnection(protocolFactory, host, port), () -> List.of());
    }
  }

  @Fault(
      what = "A cancelled create_connection loses the message.",
      breaks = {"connection.cancel.message"})
  static final class ConnectionForgetsWhy extends SelectorEventLoop {
    ConnectionForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return BrokenCancellations.forgetting(
          asyncio, super.createConnection(protocolFactory, host, port));
    }
  }
}
