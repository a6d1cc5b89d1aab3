package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of barriers when who waits is cancelled. */
final class BarriersCancellationFaults {

  private BarriersCancellationFaults() {}

  @Fault(
      what = "A cancellation does not reach a task that waits.",
      breaks = {
        "barrier.cancel.again",
        "barrier.cancel.leaves",
        "barrier.cancel.message",
        "barrier.cancel.raised",
        "barrier.cancel.woken",
        "barrier.timeout.leaves"
      })
  static final class SwallowsCancellation extends TaskBarrier {
    SwallowsCancellation(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() throws Exception {
      try {
        return super.pass();
      } catch (CancelledError cancelled) {
        return super.pass();
      }
    }
  }

  @Fault(
      what = "A task that was cancelled still counts as one that waits.",
      breaks = {"barrier.cancel.leaves", "barrier.cancel.numbers", "barrier.cancel.woken"})
  static final class CountsTheCancelled extends TaskBarrier {
    CountsTheCancelled(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    private int gone;

    @Override
    protected int pass() throws Exception {
      if (gone > 0 && nWaiting() + gone + 1 >= parties()) {
        gone = 0;
        filling.isComplete = true;
        filling.end();
        return 0;
      }
      try {
        return super.pass();
      } catch (CancelledError cancelled) {
        gone++;
        throw cancelled;
      }
    }

    @Override
    public int nWaiting() {
      return super.nWaiting() + gone;
    }
  }

  @Fault(
      what = "A cancellation breaks the barrier.",
      breaks = {
        "barrier.cancel.again",
        "barrier.cancel.leaves",
        "barrier.cancel.numbers",
        "barrier.cancel.state",
        "barrier.cancel.woken",
        "barrier.timeout.leaves"
      })
  static final class BreaksWithTheCancelled extends TaskBarrier {
    BreaksWithTheCancelled(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() throws Exception {
      try {
        return super.pass();
      } catch (CancelledError cancelled) {
        asyncio.await(abort());
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "The number of a task is how many waited when it came (python/cpython#155233).",
      breaks = {"barrier.cancel.numbers"})
  static final class NumbersByArrival extends TaskBarrier {
    NumbersByArrival(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() throws Exception {
      int number = nWaiting();
      super.pass();
      return number;
    }
  }

  @Fault(
      what = "A task that was cancelled while it waited is refused from then on.",
      breaks = {"barrier.cancel.again", "barrier.cancel.lets-go"})
  static final class RemembersTheCancelled extends TaskBarrier {
    RemembersTheCancelled(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    private final Set<@Nullable Task<?>> cancelled = new HashSet<>();

    @Override
    protected int pass() throws Exception {
      if (cancelled.contains(asyncio.currentTask())) {
        throw new IllegalStateException("cancelled before");
      }
      try {
        return super.pass();
      } catch (CancelledError raised) {
        cancelled.add(asyncio.currentTask());
        throw raised;
      }
    }
  }

  @Fault(
      what = "A cancelled Barrier.wait loses the message.",
      breaks = {"barrier.cancel.message"})
  static final class ForgetsWhy extends TaskBarrier {
    ForgetsWhy(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<Integer> waiting() {
      return BrokenCancellations.forgetting(asyncio, super.waiting());
    }
  }

  @Fault(
      what = "A barrier keeps the tasks that were cancelled.",
      breaks = {"barrier.cancel.lets-go"})
  static final class KeepsTheCancelled extends TaskBarrier {
    KeepsTheCancelled(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<Integer> waiting() {
      return BrokenCancellations.keeping(asyncio, super.waiting());
    }
  }
}
