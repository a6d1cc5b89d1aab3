package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;

/** Faults of events when who waits is cancelled. */
final class EventsCancellationFaults {

  private EventsCancellationFaults() {}

  @Fault(
      what = "A cancellation does not reach a task that waits for an event.",
      breaks = {
        "event.cancel.message",
        "event.cancel.others",
        "event.cancel.raised",
        "event.cancel.woken",
        "event.timeout.raised"
      })
  static final class SwallowsCancellation extends TaskEvent {
    SwallowsCancellation(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean waitForFlag() throws Exception {
      try {
        return super.waitForFlag();
      } catch (CancelledError cancelled) {
        return super.waitForFlag();
      }
    }
  }

  @Fault(
      what = "A task that was woken is not cancelled any more.",
      breaks = {"event.cancel.woken"})
  static final class ForgivesTheWoken extends TaskEvent {
    ForgivesTheWoken(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean waitForFlag() throws Exception {
      Waiter waiter = line.join();
      try {
        if (!flag) {
          line.await(asyncio, waiter);
        }
      } catch (CancelledError cancelled) {
        if (!waiter.wasCalled()) {
          throw cancelled;
        }
      }
      return true;
    }
  }

  @Fault(
      what = "set wakes nobody behind a task that has been cancelled, and does not know it yet.",
      breaks = {"event.cancel.others", "event.cancel.taken-back", "event.timeout.raised"})
  static final class StopsAtTheCancelled extends TaskEvent {
    StopsAtTheCancelled(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void wakeAll() {
      while (line.first != null && !line.first.hasGivenUp()) {
        line.callNext();
      }
    }
  }

  @Fault(
      what = "A cancelled Event.wait loses the message.",
      breaks = {"event.cancel.message"})
  static final class ForgetsWhy extends TaskEvent {
    ForgetsWhy(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<Boolean> waiting() {
      return BrokenCancellations.forgetting(asyncio, super.waiting());
    }
  }

  @Fault(
      what = "An event keeps the tasks that were cancelled.",
      breaks = {"event.cancel.lets-go"})
  static final class KeepsTheCancelled extends TaskEvent {
    KeepsTheCancelled(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public Coroutine<Boolean> waiting() {
      return BrokenCancellations.keeping(asyncio, super.waiting());
    }
  }
}
