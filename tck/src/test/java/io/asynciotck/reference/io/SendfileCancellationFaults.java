package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.function.Consumer;

/** Faults of sendfile when it is cancelled. */
final class SendfileCancellationFaults {

  private SendfileCancellationFaults() {}

  /** Does something with the transport when a sendfile was cancelled. */
  abstract static class DoesMoreWhenCancelled extends SelectorEventLoop {
    private final Consumer<Transport> more;

    DoesMoreWhenCancelled(BaseAsyncio asyncio, LoopClock clock, Consumer<Transport> more) {
      super(asyncio, clock);
      this.more = more;
    }

    @Override
    public Coroutine<Integer> sendfile(Transport transport, File file) {
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sendfile(transport, file));
        } catch (CancelledError cancelled) {
          more.accept(transport);
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "A cancelled sendfile says that it has sent nothing.",
      breaks = {"loop.sendfile.cancelled-raised", "loop.sendfile.cancelled-message"})
  static final class ClaimsToHaveEnded extends SelectorEventLoop {
    ClaimsToHaveEnded(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(Transport transport, File file) {
      return BrokenCancellations.swallowing(asyncio, super.sendfile(transport, file), () -> 0);
    }
  }

  @Fault(
      what = "A cancelled sendfile loses the message.",
      breaks = {"loop.sendfile.cancelled-message"})
  static final class SendfileForgetsWhy extends SelectorEventLoop {
    SendfileForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(Transport transport, File file) {
      return BrokenCancellations.forgetting(asyncio, super.sendfile(transport, file));
    }
  }

  @Fault(
      what = "A transport that was paused reads on when a sendfile was cancelled.",
      breaks = {"loop.sendfile.paused"})
  static final class ReadsOnIfCancelled extends DoesMoreWhenCancelled {
    ReadsOnIfCancelled(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, Transport::resumeReading);
    }
  }

  @Fault(
      what = "A cancelled sendfile leaves the transport paused.",
      breaks = {"loop.sendfile.cancelled-reads"})
  static final class StaysPaused extends DoesMoreWhenCancelled {
    StaysPaused(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, Transport::pauseReading);
    }
  }

  @Fault(
      what = "A cancelled sendfile keeps its task.",
      breaks = {"loop.sendfile.cancelled-lets-go"})
  static final class SendfileKeepsItsTask extends SelectorEventLoop {
    SendfileKeepsItsTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(Transport transport, File file) {
      return BrokenCancellations.keeping(asyncio, super.sendfile(transport, file));
    }
  }
}
