package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.tasks.Waiting.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of {@code wait}. */
final class WaitingFaults {

  private WaitingFaults() {}

  @Fault(
      what = "wait returns when a hundred are done.",
      breaks = {"wait.all.waits"})
  static final class WaitsForAHundred extends Waiting {
    private final List<? extends AsyncFuture<?>> aws;

    WaitsForAHundred(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
      this.aws = aws;
    }

    @Override
    protected boolean endsIt(AsyncFuture<?> future) {
      return super.endsIt(future) || aws.stream().filter(AsyncFuture::isDone).count() == 100;
    }
  }

  @Fault(
      what = "wait with a time-out takes all of that time.",
      breaks = {"wait.all.waits"})
  static final class TakesItsTime extends Waiting {
    private final Asyncio asyncio;

    TakesItsTime(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
      this.asyncio = asyncio;
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      if (timeout != null) {
        asyncio.await(asyncio.sleep(timeout));
      }
      return super.await(timeout == null ? null : Duration.ZERO);
    }
  }

  @Fault(
      what = "What is cancelled is in none of the sets.",
      breaks = {
        "wait.exception.not-raised",
        "wait.first-completed.cancelled",
        "wait.first-exception.none",
        "wait.first-exception.returns",
        "wait.sets.partition",
        "wait.timeout.returns"
      })
  static final class LeavesOutTheCancelled extends Waiting {
    LeavesOutTheCancelled(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    protected List<Set<AsyncFuture<?>>> sets() {
      List<Set<AsyncFuture<?>>> sets = super.sets();
      Set<AsyncFuture<?>> done = new LinkedHashSet<>(sets.get(0));
      done.removeIf(AsyncFuture::isCancelled);
      return List.of(done, sets.get(1));
    }
  }

  @Fault(
      what = "What is done when wait begins does not count.",
      breaks = {"wait.done.at-once", "wait.first-exception.returns", "wait.sets.partition"})
  static final class CountsFromNow extends Waiting {
    private final Set<AsyncFuture<?>> before;

    CountsFromNow(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
      before = new LinkedHashSet<>(aws);
      before.removeIf(future -> !future.isDone());
    }

    @Override
    protected boolean endsIt(AsyncFuture<?> future) {
      return !before.contains(future) && super.endsIt(future);
    }
  }

  @Fault(
      what = "wait raises what the futures have raised.",
      breaks = {"wait.exception.not-raised", "wait.first-exception.returns"})
  static final class Raises extends Waiting {
    Raises(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      List<Set<AsyncFuture<?>>> sets = super.await(timeout);
      for (AsyncFuture<?> future : sets.getFirst()) {
        if (!future.isCancelled()) {
          future.result();
        }
      }
      return sets;
    }
  }

  @Fault(
      what = "FIRST_COMPLETED is ALL_COMPLETED.",
      breaks = {
        "wait.done.at-once",
        "wait.first-completed.cancelled",
        "wait.first-completed.returns",
        "wait.sets.partition"
      })
  static final class WaitsForAllInstead extends Waiting {
    WaitsForAllInstead(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until == Until.FIRST_COMPLETED ? Until.ALL_COMPLETED : until);
    }
  }

  @Fault(
      what = "What is cancelled is not completed.",
      breaks = {"wait.first-completed.cancelled"})
  static final class OverlooksTheCancelled extends ReferenceAsyncio {
    OverlooksTheCancelled(LoopClock clock) {
      super(clock);
    }

    @Override
    protected Waiting newWaiting(List<? extends AsyncFuture<?>> aws, Until until) {
      return new Waiting(this, aws, until) {
        @Override
        protected boolean endsIt(AsyncFuture<?> future) {
          return !future.isCancelled() && super.endsIt(future);
        }
      };
    }
  }

  @Fault(
      what = "FIRST_EXCEPTION is FIRST_COMPLETED.",
      breaks = {"wait.first-exception.returns", "wait.first-exception.none"})
  static final class AnyEndWillDo extends Waiting {
    AnyEndWillDo(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until == Until.FIRST_EXCEPTION ? Until.FIRST_COMPLETED : until);
    }
  }

  @Fault(
      what = "wait raises TimeoutError when it is late.",
      breaks = {"wait.timeout.not-cancelled", "wait.timeout.returns"})
  static final class RaisesWhenLate extends ReferenceAsyncio {
    RaisesWhenLate(LoopClock clock) {
      super(clock);
    }

    @Override
    protected Waiting newWaiting(List<? extends AsyncFuture<?>> aws, Until until) {
      return new Waiting(this, aws, until) {
        @Override
        protected void timeIsUp(AsyncFuture<@Nullable Void> end, List<AsyncFuture<?>> watched) {
          end.setException(new TimeoutException());
        }
      };
    }
  }

  @Fault(
      what = "wait cancels what is late.",
      breaks = {"wait.timeout.not-cancelled", "wait.timeout.returns"})
  static final class CancelsTheLate extends Waiting {
    CancelsTheLate(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    protected void timeIsUp(AsyncFuture<@Nullable Void> end, List<AsyncFuture<?>> watched) {
      super.timeIsUp(end, watched);
      watched.forEach(AsyncFuture::cancel);
    }
  }

  @Fault(
      what = "A wait for nothing returns two empty sets.",
      breaks = {"wait.arguments.empty"})
  static final class WaitsForNothing extends ReferenceAsyncio {
    WaitsForNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Set<AsyncFuture<?>>>> waiting(List<? extends Awaitable<?>> aws) {
      return aws.isEmpty() ? coroutine(() -> List.of(Set.of(), Set.of())) : super.waiting(aws);
    }
  }

  @Fault(
      what = "Who is cancelled while it waits is told nothing.",
      breaks = {
        "wait.cancel.message",
        "wait.cancel.others-run",
        "wait.cancel.raised",
        "wait.cancel.woken"
      })
  static final class CancellationEndsIt extends Waiting {
    CancellationEndsIt(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      try {
        return super.await(timeout);
      } catch (CancelledError cancelled) {
        return sets();
      }
    }
  }

  @Fault(
      what = "Who gives up waiting gives up what was waited for.",
      breaks = {"wait.cancel.others-run"})
  static final class GivesUpOthers extends Waiting {
    private final List<AsyncFuture<?>> all;

    GivesUpOthers(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
      all = aws;
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      try {
        return super.await(timeout);
      } catch (CancelledError cancelled) {
        all.forEach(AsyncFuture::cancel);
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "A generator is gone through twice.",
      breaks = {"wait.arguments.generator"})
  static final class GeneratorTwice extends ReferenceAsyncio {
    GeneratorTwice(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Set<AsyncFuture<?>>>> waiting(Iterator<? extends Awaitable<?>> aws) {
      aws.forEachRemaining(Objects::requireNonNull);
      return super.waiting(aws);
    }
  }

  @Fault(
      what = "Coroutines become tasks.",
      breaks = {"wait.arguments.coroutine"})
  static final class TakesCoroutines extends ReferenceAsyncio {
    TakesCoroutines(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Set<AsyncFuture<?>>>> waiting(List<? extends Awaitable<?>> aws) {
      List<AsyncFuture<?>> futures = new ArrayList<>();
      aws.forEach(each -> futures.add(ensureFuture(each)));
      return super.waiting(futures);
    }
  }

  @Fault(
      what = "What is given twice is in none of the sets.",
      breaks = {"wait.sets.partition"})
  static final class LeavesOutWhatComesTwice extends Waiting {
    private final List<AsyncFuture<?>> given;

    LeavesOutWhatComesTwice(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
      given = aws;
    }

    @Override
    protected List<Set<AsyncFuture<?>>> sets() {
      List<Set<AsyncFuture<?>>> sets = super.sets();
      sets.forEach(set -> set.removeIf(future -> Collections.frequency(given, future) > 1));
      return sets;
    }
  }

  @Fault(
      what = "A timeout of zero is none.",
      breaks = {"wait.timeout.not-cancelled", "wait.timeout.returns"})
  static final class TakesZeroForNone extends Waiting {
    TakesZeroForNone(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      return super.await(timeout != null && timeout.isZero() ? null : timeout);
    }
  }

  @Fault(
      what = "A timeout below zero is none.",
      breaks = {"wait.timeout.returns"})
  static final class WaitsWhereTimeIsOver extends Waiting {
    WaitsWhereTimeIsOver(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      return super.await(timeout != null && timeout.isNegative() ? null : timeout);
    }
  }

  @Fault(
      what = "FIRST_EXCEPTION ends when half of more than sixteen are done.",
      breaks = {"wait.first-exception.none"})
  static final class HalfIsEnough extends Waiting {
    private final List<? extends AsyncFuture<?>> aws;
    private final Until until;

    HalfIsEnough(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
      this.aws = aws;
      this.until = until;
    }

    @Override
    protected boolean endsIt(AsyncFuture<?> future) {
      return super.endsIt(future)
          || (until == Until.FIRST_EXCEPTION
              && aws.size() > 16
              && 2 * aws.stream().filter(AsyncFuture::isDone).count() > aws.size());
    }
  }

  @Fault(
      what = "wait for no time cancels what is pending.",
      breaks = {"wait.timeout.not-cancelled"})
  static final class CancelsAtOnce extends Waiting {
    CancelsAtOnce(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      List<Set<AsyncFuture<?>>> sets = super.await(timeout);
      if (timeout != null && timeout.isZero()) {
        sets.get(1).forEach(AsyncFuture::cancel);
      }
      return sets;
    }
  }
}
