package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
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
      breaks = {
        "connection.cancel.closed",
        "connection.cancel.message",
        "connection.cancel.raised"
      })
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

  @Fault(
      what = "A create_connection that has called the factory is not cancelled any more.",
      breaks = {"connection.cancel.raised", "connection.cancel.closed"})
  static final class TooLateToCancel extends SelectorEventLoop {
    TooLateToCancel(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return asyncio.coroutine(() -> {
        boolean[] called = {false};
        ProtocolFactory factory =
            () -> {
              called[0] = true;
              return protocolFactory.newProtocol();
            };
        Task<List<Object>> connecting = createTask(super.createConnection(factory, host, port));
        try {
          return asyncio.await(asyncio.shield(connecting));
        } catch (CancelledError request) {
          if (called[0]) {
            return asyncio.await(connecting);
          }
          connecting.cancel();
          throw request;
        }
      });
    }
  }

  @Fault(
      what = "A create_connection that is cancelled leaves the connection open.",
      breaks = {"connection.cancel.closed"})
  static final class ConnectsAllTheSame extends SelectorEventLoop {
    ConnectsAllTheSame(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return BrokenCancellations.goingOn(
          asyncio, super.createConnection(protocolFactory, host, port));
    }
  }

  @Fault(
      what = "A cancelled create_connection keeps its task.",
      breaks = {"connection.cancel.lets-go"})
  static final class ConnectionKeepsItsTask extends SelectorEventLoop {
    ConnectionKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> createConnection(
        ProtocolFactory protocolFactory, @Nullable String host, int port) {
      return BrokenCancellations.keeping(
          asyncio, super.createConnection(protocolFactory, host, port));
    }
  }
}
