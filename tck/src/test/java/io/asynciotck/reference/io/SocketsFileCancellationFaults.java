package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;

/** Faults of sock_sendfile when it is cancelled. */
final class SocketsFileCancellationFaults {

  private SocketsFileCancellationFaults() {}

  @Fault(
      what = "A cancelled sock_sendfile says that it has sent nothing.",
      breaks = {"loop.sock-sendfile.cancelled-raised", "loop.sock-sendfile.cancelled-message"})
  static final class ClaimsToHaveEnded extends SelectorEventLoop {
    ClaimsToHaveEnded(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(Socket sock, File file) {
      return BrokenCancellations.swallowing(asyncio, super.sockSendfile(sock, file), () -> 0);
    }
  }

  @Fault(
      what = "A cancelled sock_sendfile loses the message.",
      breaks = {"loop.sock-sendfile.cancelled-message"})
  static final class SendfileForgetsWhy extends SelectorEventLoop {
    SendfileForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(Socket sock, File file) {
      return BrokenCancellations.forgetting(asyncio, super.sockSendfile(sock, file));
    }
  }

  @Fault(
      what = "A cancelled sock_sendfile leaves the file where it was.",
      breaks = {"loop.sock-sendfile.cancelled-position"})
  static final class LeavesTheFile extends SelectorEventLoop {
    LeavesTheFile(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(Socket sock, File file) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sockSendfile(sock, file));
        } catch (CancelledError cancelled) {
          file.seek(0);
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "A cancelled sock_sendfile keeps its task.",
      breaks = {"loop.sock-sendfile.cancelled-lets-go"})
  static final class SendfileKeepsItsTask extends SelectorEventLoop {
    SendfileKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sockSendfile(Socket sock, File file) {
      return BrokenCancellations.keeping(asyncio, super.sockSendfile(sock, file));
    }
  }
}
