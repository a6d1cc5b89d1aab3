package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenGather;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.ReadyEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of what {@code gather} takes and gives. */
final class GatherFaults {

  private GatherFaults() {}

  @Fault(
      what = "The results of gather stand in the order in which they came.",
      breaks = {"gather.results.duplicate", "gather.results.in-order"})
  static final class InOrderOfCompletion extends Gathering {
    private final List<AsyncFuture<?>> children;
    private final IdentityHashMap<AsyncFuture<?>, Integer> places = new IdentityHashMap<>();

    InOrderOfCompletion(
        BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
      this.children = children;
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      places.put(child, places.size());
      super.childDone(child);
    }

    @Override
    protected void allDone() {
      children.sort(Comparator.comparingInt(child -> places.getOrDefault(child, places.size())));
      super.allDone();
    }
  }

  @Fault(
      what = "gather is done when its first awaitable is done.",
      breaks = {
        "gather.cancel.return-exceptions-waits",
        "gather.cancel.true",
        "gather.results.duplicate",
        "gather.results.in-order",
        "gather.results.wait-for-all",
        "gather.return-exceptions.waits-for-all",
        "gather.timeout.children-cancelled"
      })
  static final class DoneAfterTheFirst extends Gathering {
    DoneAfterTheFirst(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      super.childDone(child);
      if (!isDone()) {
        allDone();
      }
    }
  }

  @Fault(
      what = "The results of more than 256 awaitables stand in the opposite order.",
      breaks = {"gather.results.in-order"})
  static final class ManyTheOtherWayRound extends Gathering {
    private static final int MANY = 256;

    private final List<AsyncFuture<?>> children;

    ManyTheOtherWayRound(
        BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
      this.children = children;
    }

    @Override
    protected void allDone() {
      if (children.size() > MANY) {
        Collections.reverse(children);
      }
      super.allDone();
    }
  }

  @Fault(
      what = "gather collects ordinary exceptions only.",
      breaks = {"gather.return-exceptions.collected"})
  static final class CollectsOrdinaryOnes extends Gathering {
    CollectsOrdinaryOnes(
        BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      super.childDone(child);
      if (!isDone() && !child.isCancelled() && child.exception() instanceof Error error) {
        setException(error);
      }
    }
  }

  @Fault(
      what = "gather starts a coroutine when what stands before it is done.",
      breaks = {"gather.results.concurrent"})
  static final class OneAfterTheOther extends BrokenGather {
    OneAfterTheOther(LoopClock clock) {
      super(clock);
    }

    @Override
    protected AsyncFuture<List<@Nullable Object>> brokenGather(
        boolean returnExceptions, Awaitable<?>... aws) {
      List<Awaitable<?>> chain = new ArrayList<>();
      IdentityHashMap<Awaitable<?>, Awaitable<?>> known = new IdentityHashMap<>();
      for (Awaitable<?> aw : aws) {
        AsyncFuture<?> before =
            chain.isEmpty() || !(chain.getLast() instanceof AsyncFuture<?> last) ? null : last;
        chain.add(
            known.computeIfAbsent(
                aw,
                given ->
                    given instanceof Coroutine<?> coroutine
                        ? createTask(after(this, before, coroutine))
                        : given));
      }
      return soundGather(returnExceptions, chain.toArray(Awaitable<?>[]::new));
    }
  }

  private static <T extends @Nullable Object> Coroutine<T> after(
      BrokenGather asyncio, @Nullable AsyncFuture<?> before, Coroutine<T> coroutine) {
    return asyncio.coroutine(() -> {
      while (before != null && !before.isDone()) {
        asyncio.await(asyncio.sleep(Duration.ofMillis(1)));
      }
      return asyncio.await(coroutine);
    });
  }

  @Fault(
      what = "gather without awaitables is never done.",
      breaks = {"gather.results.empty"})
  static final class WaitsForNothing extends BrokenGather {
    WaitsForNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    protected AsyncFuture<List<@Nullable Object>> brokenGather(
        boolean returnExceptions, Awaitable<?>... aws) {
      return aws.length == 0 ? getEventLoop().createFuture() : soundGather(returnExceptions, aws);
    }
  }

  @Fault(
      what = "gather has one result for an awaitable that it was given twice.",
      breaks = {"gather.results.duplicate"})
  static final class DropsDuplicates extends BrokenGather {
    DropsDuplicates(LoopClock clock) {
      super(clock);
    }

    @Override
    protected AsyncFuture<List<@Nullable Object>> brokenGather(
        boolean returnExceptions, Awaitable<?>... aws) {
      Set<Awaitable<?>> once = new LinkedHashSet<>(Arrays.asList(aws));
      return soundGather(returnExceptions, once.toArray(Awaitable<?>[]::new));
    }
  }

  @Fault(
      what = "gather lets coroutines begin when it is awaited.",
      breaks = {"gather.arguments.coroutines-scheduled"})
  static final class StartsWhenAwaited extends BrokenGather {
    StartsWhenAwaited(LoopClock clock) {
      super(clock);
    }

    @Override
    protected AsyncFuture<List<@Nullable Object>> brokenGather(
        boolean returnExceptions, Awaitable<?>... aws) {
      if (aws.length == 0) {
        return soundGather(returnExceptions);
      }
      StartingSignal signal = new StartingSignal(this);
      List<AsyncFuture<?>> children = new ArrayList<>();
      IdentityHashMap<Awaitable<?>, AsyncFuture<?>> known = new IdentityHashMap<>();
      for (Awaitable<?> aw : aws) {
        children.add(known.computeIfAbsent(aw, signal::holdBack));
      }
      SelectorEventLoop loop = (SelectorEventLoop) children.getFirst().getLoop();
      for (AsyncFuture<?> child : children) {
        ensureFuture(child, loop);
      }
      Gathering gathering =
          new Gathering(loop, children, returnExceptions) {
            @Override
            public void addWaiting(ReadyEntry entry) {
              signal.give();
              super.addWaiting(entry);
            }
          };
      gathering.begin();
      return gathering;
    }
  }

  /** Holds coroutines back until it is given. */
  private static final class StartingSignal {
    private final BrokenGather asyncio;
    private final List<AsyncFuture<Boolean>> waiting = new ArrayList<>();

    StartingSignal(BrokenGather asyncio) {
      this.asyncio = asyncio;
    }

    AsyncFuture<?> holdBack(Awaitable<?> aw) {
      return aw instanceof Coroutine<?> coroutine
          ? asyncio.createTask(held(coroutine))
          : asyncio.ensureFuture(aw);
    }

    private <T extends @Nullable Object> Coroutine<T> held(Coroutine<T> coroutine) {
      AsyncFuture<Boolean> given = asyncio.getRunningLoop().createFuture();
      waiting.add(given);
      return asyncio.coroutine(() -> {
        asyncio.await(given);
        return asyncio.await(coroutine);
      });
    }

    void give() {
      waiting.stream().filter(given -> !given.isDone()).forEach(given -> given.setResult(true));
    }
  }

  @Fault(
      what = "gather starts the last coroutine first.",
      breaks = {"gather.arguments.start-order"})
  static final class StartsFromTheEnd extends BrokenGather {
    StartsFromTheEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    protected AsyncFuture<List<@Nullable Object>> brokenGather(
        boolean returnExceptions, Awaitable<?>... aws) {
      IdentityHashMap<Awaitable<?>, Awaitable<?>> started = new IdentityHashMap<>();
      for (Awaitable<?> aw : Arrays.asList(aws).reversed()) {
        started.computeIfAbsent(
            aw, given -> given instanceof Coroutine<?> coro ? createTask(coro) : given);
      }
      return soundGather(
          returnExceptions, Arrays.stream(aws).map(started::get).toArray(Awaitable<?>[]::new));
    }
  }

  @Fault(
      what = "gather refuses futures and coroutines together.",
      breaks = {"gather.arguments.futures"})
  static final class TakesOneKindOnly extends BrokenGather {
    TakesOneKindOnly(LoopClock clock) {
      super(clock);
    }

    @Override
    protected AsyncFuture<List<@Nullable Object>> brokenGather(
        boolean returnExceptions, Awaitable<?>... aws) {
      long coroutines = Arrays.stream(aws).filter(Coroutine.class::isInstance).count();
      if (coroutines != 0 && coroutines != aws.length) {
        throw new IllegalArgumentException("Futures and coroutines together");
      }
      return soundGather(returnExceptions, aws);
    }
  }

  @Fault(
      what = "gather takes futures of different loops.",
      breaks = {"gather.arguments.different-loops"})
  static final class TakesFuturesOfAnyLoop extends BrokenGather {
    TakesFuturesOfAnyLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    protected AsyncFuture<List<@Nullable Object>> brokenGather(
        boolean returnExceptions, Awaitable<?>... aws) {
      if (Arrays.stream(aws).allMatch(AsyncFuture.class::isInstance) && aws.length > 0) {
        List<AsyncFuture<?>> children = new ArrayList<>();
        Arrays.stream(aws).forEach(aw -> children.add((AsyncFuture<?>) aw));
        SelectorEventLoop loop = (SelectorEventLoop) children.getFirst().getLoop();
        Gathering gathering = new Gathering(loop, children, returnExceptions);
        gathering.begin();
        return gathering;
      }
      return soundGather(returnExceptions, aws);
    }
  }

  @Fault(
      what = "isfuture says that what gather returns is no future.",
      breaks = {"gather.arguments.returns-future"})
  static final class DeniesItsFuture extends BrokenGather {
    DeniesItsFuture(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean isfuture(@Nullable Object obj) {
      return !(obj instanceof Gathering) && super.isfuture(obj);
    }
  }

  @Fault(
      what = "gather looks at what is done already in the next iteration, as up to 3.11.",
      breaks = {"gather.arguments.all-done-at-once"})
  static final class LooksInTheNextIteration extends Gathering {
    LooksInTheNextIteration(
        BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    protected void begin() {
      loop.callSoon(() -> super.begin());
    }
  }

  /** No fault, but rules that have ended since must see that it is not as it was. */
  @Fault(
      what = "The reference does what the newest profile asks for, and not py3.8.",
      profile = "py3.8",
      breaks = {"gather.arguments.all-done-later"},
      ripples = {"run.argument.coroutine-only", "wait-for.*"})
  static final class GatherOfTheNewestProfile extends ReferenceAsyncio {
    GatherOfTheNewestProfile(LoopClock clock) {
      super(clock);
    }
  }

  @Fault(
      what = "gather cancels the other awaitables when one has failed before.",
      breaks = {"gather.exception.others-continue"})
  static final class CancelsBesideOldFailures extends ReferenceAsyncio {
    CancelsBesideOldFailures(LoopClock clock) {
      super(clock);
    }

    private static boolean hasFailed(AsyncFuture<?> child) {
      return child.isDone() && !child.isCancelled() && child.exception() != null;
    }

    @Override
    protected Gathering newGathering(
        BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      if (!returnExceptions && children.stream().anyMatch(CancelsBesideOldFailures::hasFailed)) {
        children.forEach(AsyncFuture::cancel);
      }
      return super.newGathering(loop, children, returnExceptions);
    }
  }

  @Fault(
      what = "gather cancels the others when one has failed, if there are more than five of them.",
      breaks = {"gather.child-cancelled.others-continue", "gather.exception.others-continue"})
  static final class CancelsManyOthers extends Gathering {
    private final List<AsyncFuture<?>> children;

    CancelsManyOthers(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
      this.children = children;
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      super.childDone(child);
      if (isDone() && exception() != null && children.size() > 6) {
        children.forEach(AsyncFuture::cancel);
      }
    }
  }
}
