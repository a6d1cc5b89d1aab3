package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults of sock_connect when it is cancelled. */
final class SocketsConnectCancellationFaults {

  private SocketsConnectCancellationFaults() {}

  @Fault(
      what = "A cancelled sock_connect says that it has connected.",
      breaks = {"loop.sock-connect.cancelled-raised", "loop.sock-connect.cancelled-message"})
  static final class ClaimsToBeConnected extends SelectorEventLoop {
    ClaimsToBeConnected(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return BrokenCancellations.swallowing(asyncio, super.sockConnect(sock, address), () -> null);
    }
  }

  @Fault(
      what = "A cancelled sock_connect loses the message.",
      breaks = {"loop.sock-connect.cancelled-message"})
  static final class ConnectForgetsWhy extends SelectorEventLoop {
    ConnectForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return BrokenCancellations.forgetting(asyncio, super.sockConnect(sock, address));
    }
  }

  @Fault(
      what = "A cancelled sock_connect goes on to watch its socket.",
      breaks = {"loop.sock-connect.cancelled-unwatched"})
  static final class WatchesOn extends SelectorEventLoop {
    WatchesOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockConnect(sock, address));
        } catch (CancelledError cancelled) {
          addWriter(sock.fileno(), () -> {});
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "A cancelled sock_connect keeps its task.",
      breaks = {"loop.sock-connect.cancelled-lets-go"})
  static final class ConnectKeepsItsTask extends SelectorEventLoop {
    ConnectKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
      return BrokenCancellations.keeping(asyncio, super.sockConnect(sock, address));
    }
  }
}
