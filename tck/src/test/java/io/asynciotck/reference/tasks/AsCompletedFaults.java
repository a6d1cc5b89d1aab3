package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsCompleted;
import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.PlainIterator;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of {@code as_completed} as an ordinary {@code for} shows them. */
final class AsCompletedFaults {

  private AsCompletedFaults() {}

  @Fault(
      what = "Of more than a hundred the second comes before the first, and so on.",
      breaks = {"as-completed.async.order", "as-completed.results.order"})
  static final class SwappedInPairs extends Completions {
    private final List<AsyncFuture<?>> kept = new ArrayList<>();
    private final boolean many;

    SwappedInPairs(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
      many = aws.size() > 101;
    }

    @Override
    protected void isDone(AsyncFuture<?> future) {
      kept.add(future);
      if (!many || kept.size() == 2) {
        kept.reversed().forEach(super::isDone);
        kept.clear();
      }
    }
  }

  @Fault(
      what = "What has failed or was cancelled gives its outcome as a result.",
      breaks = {
        "as-completed.results.exception",
        "as-completed.timeout.each",
        "as-completed.timeout.in-time",
        "as-completed.timeout.not-cancelled",
        "as-completed.timeout.raised"
      })
  static final class FailuresAreNotRaised extends Completions {
    private final Asyncio asyncio;

    FailuresAreNotRaised(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
      this.asyncio = asyncio;
    }

    @Override
    public PlainIterator<Coroutine<? extends @Nullable Object>> plainIterator() {
      PlainIterator<Coroutine<? extends @Nullable Object>> steps = super.plainIterator();
      return () -> {
        Coroutine<?> coroutine = steps.next();
        return asyncio.coroutine(() -> {
          try {
            return asyncio.await(coroutine);
          } catch (Exception failed) {
            return failed;
          }
        });
      };
    }
  }

  @Fault(
      what = "What is cancelled is passed over.",
      breaks = {"as-completed.async.failed", "as-completed.results.cancelled"})
  static final class CancelledIsPassedOver extends Completions {
    CancelledIsPassedOver(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      AsyncFuture<?> future = super.next();
      return future.isCancelled() ? next() : future;
    }
  }

  @Fault(
      what = "What is done already comes last.",
      breaks = {"as-completed.results.done-first", "as-completed.timeout.each"})
  static final class DoneComesLast extends Completions {
    private final List<AsyncFuture<?>> before = new ArrayList<>();
    private int open;

    DoneComesLast(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
      open = aws.size();
      for (Awaitable<?> awaitable : aws) {
        if (awaitable instanceof AsyncFuture<?> future && future.isDone()) {
          before.add(future);
          open--;
        }
      }
    }

    @Override
    protected void isDone(AsyncFuture<?> future) {
      if (!before.contains(future)) {
        super.isDone(future);
        open--;
      }
      if (open == 0) {
        before.forEach(super::isDone);
      }
    }
  }

  @Fault(
      what = "What for gives is no coroutine.",
      breaks = {"as-completed.plain.coroutines"})
  static final class StepsAreNoCoroutines extends ReferenceAsyncio {
    private final Set<Object> steps = new HashSet<>();

    StepsAreNoCoroutines(LoopClock clock) {
      super(clock);
    }

    @Override
    protected Completions newCompletions(
        List<? extends Awaitable<?>> aws, @Nullable Duration timeout) {
      return new Completions(this, aws, timeout) {
        @Override
        public PlainIterator<Coroutine<? extends @Nullable Object>> plainIterator() {
          PlainIterator<Coroutine<? extends @Nullable Object>> all = super.plainIterator();
          return () -> {
            Coroutine<?> step = all.next();
            steps.add(step);
            return step;
          };
        }
      };
    }

    @Override
    public boolean iscoroutine(@Nullable Object obj) {
      return !steps.contains(obj) && super.iscoroutine(obj);
    }
  }

  @Fault(
      what = "The steps of for are bound to what completes first, second and so on.",
      breaks = {"as-completed.cancel.raised", "as-completed.plain.ahead"})
  static final class StepsAreBound extends Completions {
    private final Asyncio asyncio;
    private final List<AsyncFuture<?>> found = new ArrayList<>();
    private int steps;

    StepsAreBound(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
      this.asyncio = asyncio;
    }

    @Override
    public PlainIterator<Coroutine<? extends @Nullable Object>> plainIterator() {
      PlainIterator<Coroutine<? extends @Nullable Object>> all = super.plainIterator();
      return () -> {
        all.next();
        int step = steps++;
        return asyncio.coroutine(() -> {
          while (found.size() <= step) {
            found.add(next());
          }
          return found.get(step).result();
        });
      };
    }
  }

  @Fault(
      what = "Of coroutines only a dozen run at a time.",
      breaks = {"as-completed.arguments.concurrent"})
  static final class ADozenAtATime extends ReferenceAsyncio {
    ADozenAtATime(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsCompleted asCompleted(List<? extends Awaitable<?>> aws) {
      List<Awaitable<?>> some = new ArrayList<>();
      AsyncFuture<?> last = null;
      for (Awaitable<?> each : aws) {
        AsyncFuture<?> before = last;
        if (some.size() >= 12 && each instanceof Coroutine<?>) {
          last =
              createTask(
                  coroutine(() -> {
                    if (before != null) {
                      await(before);
                    }
                    return await(each);
                  }));
        } else {
          last = ensureFuture(each);
        }
        some.add(last);
      }
      return super.asCompleted(some);
    }
  }

  @Fault(
      what = "Of different kinds of awaitables only the first is taken.",
      breaks = {"as-completed.arguments.mixed"})
  static final class OneKindOnly extends ReferenceAsyncio {
    OneKindOnly(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsCompleted asCompleted(List<? extends Awaitable<?>> aws) {
      return super.asCompleted(
          aws.stream()
              .filter(each -> each instanceof Coroutine == aws.getFirst() instanceof Coroutine)
              .toList());
    }
  }

  @Fault(
      what = "Without awaitables there is a step, which gives nothing.",
      breaks = {"as-completed.arguments.empty", "as-completed.async.end"})
  static final class AStepOfNothing extends ReferenceAsyncio {
    AStepOfNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsCompleted asCompleted(List<? extends Awaitable<?>> aws) {
      return aws.isEmpty()
          ? super.asCompleted(List.of(coroutine(() -> null)))
          : super.asCompleted(aws);
    }
  }

  @Fault(
      what = "What is given twice is given back twice.",
      breaks = {"as-completed.arguments.duplicate"})
  static final class Twice extends ReferenceAsyncio {
    Twice(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsCompleted asCompleted(List<? extends Awaitable<?>> aws) {
      List<Awaitable<?>> different = new ArrayList<>();
      for (Awaitable<?> each : aws) {
        different.add(different.contains(each) ? coroutine(() -> await(each)) : each);
      }
      return super.asCompleted(different);
    }
  }

  @Fault(
      what = "The first that a generator gives is lost.",
      breaks = {"as-completed.arguments.generator"})
  static final class FirstOfGeneratorIsLost extends ReferenceAsyncio {
    FirstOfGeneratorIsLost(LoopClock clock) {
      super(clock);
    }

    @Override
    public AsCompleted asCompleted(Iterator<? extends Awaitable<?>> aws) {
      aws.next();
      return super.asCompleted(aws);
    }
  }
}
