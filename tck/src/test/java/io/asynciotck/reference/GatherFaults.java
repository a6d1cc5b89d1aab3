package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenGather.gatherings;
import static io.asynciotck.reference.BrokenGather.gathers;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of what {@code gather} takes and gives. */
final class GatherFaults {

  private GatherFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "gather-in-order-of-completion",
            "The results of gather stand in the order in which they came.",
            gatherings(InOrderOfCompletion::new),
            "gather.results.duplicate",
            "gather.results.in-order"),
        fault(
            "gather-done-after-the-first",
            "gather is done when its first awaitable is done.",
            gatherings(DoneAfterTheFirst::new),
            "gather.results.duplicate",
            "gather.results.in-order",
            "gather.results.wait-for-all",
            "gather.return-exceptions.waits-for-all"),
        fault(
            "gather-one-after-the-other",
            "gather starts a coroutine when what stands before it is done.",
            gathers(GatherFaults::oneAfterTheOther),
            "gather.results.concurrent"),
        fault(
            "gather-of-nothing-waits",
            "gather without awaitables is never done.",
            gathers((asyncio, returnExceptions, aws) ->
                aws.length == 0
                    ? asyncio.getEventLoop().createFuture()
                    : asyncio.soundGather(returnExceptions, aws)),
            "gather.results.empty"),
        fault(
            "gather-drops-duplicates",
            "gather has one result for an awaitable that it was given twice.",
            gathers((asyncio, returnExceptions, aws) ->
                asyncio.soundGather(returnExceptions, distinct(aws))),
            "gather.results.duplicate"),
        fault(
            "gather-starts-when-awaited",
            "gather lets coroutines begin when it is awaited.",
            gathers(GatherFaults::startingWhenAwaited),
            "gather.arguments.coroutines-scheduled"),
        fault(
            "gather-starts-from-the-end",
            "gather starts the last coroutine first.",
            gathers(GatherFaults::startingFromTheEnd),
            "gather.arguments.start-order"),
        fault(
            "gather-takes-one-kind-only",
            "gather refuses futures and coroutines together.",
            gathers(GatherFaults::takingOneKindOnly),
            "gather.arguments.futures"),
        fault(
            "gather-denies-its-future",
            "isfuture says that what gather returns is no future.",
            DeniesItsFuture::new,
            "gather.arguments.returns-future"),
        fault(
            "gather-takes-futures-of-any-loop",
            "gather takes futures of different loops.",
            gathers(GatherFaults::takingFuturesOfAnyLoop),
            "gather.arguments.different-loops"),
        fault(
            "gather-looks-in-the-next-iteration",
            "gather looks at what is done already in the next iteration, as up to 3.11.",
            gatherings(LooksInTheNextIteration::new),
            "gather.arguments.all-done-at-once"));
  }

  private static final class InOrderOfCompletion extends Gathering {
    private final List<AsyncFuture<?>> children;
    private final IdentityHashMap<AsyncFuture<?>, Integer> places = new IdentityHashMap<>();

    InOrderOfCompletion(
        SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
      this.children = children;
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      places.put(child, places.size());
      super.childDone(child);
    }

    @Override
    void allDone() {
      children.sort(Comparator.comparingInt(child -> places.getOrDefault(child, places.size())));
      super.allDone();
    }
  }

  private static final class DoneAfterTheFirst extends Gathering {
    DoneAfterTheFirst(
        SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    void childDone(AsyncFuture<?> child) {
      super.childDone(child);
      if (!isDone()) {
        allDone();
      }
    }
  }

  private static AsyncFuture<List<@Nullable Object>> oneAfterTheOther(
      BrokenGather asyncio, boolean returnExceptions, Awaitable<?>... aws) {
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
                      ? asyncio.createTask(after(asyncio, before, coroutine))
                      : given));
    }
    return asyncio.soundGather(returnExceptions, chain.toArray(Awaitable<?>[]::new));
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

  private static Awaitable<?>[] distinct(Awaitable<?>... aws) {
    Set<Awaitable<?>> once = new LinkedHashSet<>(Arrays.asList(aws));
    return once.toArray(Awaitable<?>[]::new);
  }

  private static AsyncFuture<List<@Nullable Object>> startingWhenAwaited(
      BrokenGather asyncio, boolean returnExceptions, Awaitable<?>... aws) {
    if (aws.length == 0) {
      return asyncio.soundGather(returnExceptions);
    }
    StartingSignal signal = new StartingSignal(asyncio);
    List<AsyncFuture<?>> children = new ArrayList<>();
    IdentityHashMap<Awaitable<?>, AsyncFuture<?>> known = new IdentityHashMap<>();
    for (Awaitable<?> aw : aws) {
      children.add(known.computeIfAbsent(aw, signal::holdBack));
    }
    SelectorEventLoop loop = (SelectorEventLoop) children.getFirst().getLoop();
    for (AsyncFuture<?> child : children) {
      asyncio.ensureFuture(child, loop);
    }
    Gathering gathering =
        new Gathering(loop, children, returnExceptions) {
          @Override
          void addWaiting(ReadyEntry entry) {
            signal.give();
            super.addWaiting(entry);
          }
        };
    gathering.begin();
    return gathering;
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

  private static AsyncFuture<List<@Nullable Object>> startingFromTheEnd(
      BrokenGather asyncio, boolean returnExceptions, Awaitable<?>... aws) {
    IdentityHashMap<Awaitable<?>, Awaitable<?>> started = new IdentityHashMap<>();
    for (Awaitable<?> aw : Arrays.asList(aws).reversed()) {
      started.computeIfAbsent(
          aw, given -> given instanceof Coroutine<?> coro ? asyncio.createTask(coro) : given);
    }
    return asyncio.soundGather(
        returnExceptions, Arrays.stream(aws).map(started::get).toArray(Awaitable<?>[]::new));
  }

  private static AsyncFuture<List<@Nullable Object>> takingOneKindOnly(
      BrokenGather asyncio, boolean returnExceptions, Awaitable<?>... aws) {
    long coroutines = Arrays.stream(aws).filter(Coroutine.class::isInstance).count();
    if (coroutines != 0 && coroutines != aws.length) {
      throw new IllegalArgumentException("Futures and coroutines together");
    }
    return asyncio.soundGather(returnExceptions, aws);
  }

  private static AsyncFuture<List<@Nullable Object>> takingFuturesOfAnyLoop(
      BrokenGather asyncio, boolean returnExceptions, Awaitable<?>... aws) {
    if (Arrays.stream(aws).allMatch(AsyncFuture.class::isInstance) && aws.length > 0) {
      List<AsyncFuture<?>> children = new ArrayList<>();
      Arrays.stream(aws).forEach(aw -> children.add((AsyncFuture<?>) aw));
      SelectorEventLoop loop = (SelectorEventLoop) children.getFirst().getLoop();
      Gathering gathering = new Gathering(loop, children, returnExceptions);
      gathering.begin();
      return gathering;
    }
    return asyncio.soundGather(returnExceptions, aws);
  }

  private static final class DeniesItsFuture extends BrokenGather {
    DeniesItsFuture(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean isfuture(@Nullable Object obj) {
      return !(obj instanceof Gathering) && super.isfuture(obj);
    }
  }

  private static final class LooksInTheNextIteration extends Gathering {
    LooksInTheNextIteration(
        SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    void begin() {
      loop.callSoon(() -> super.begin());
    }
  }
}
