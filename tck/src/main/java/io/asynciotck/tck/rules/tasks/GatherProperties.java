package io.asynciotck.tck.rules.tasks;

import static net.jqwik.api.EdgeCasesMode.NONE;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleProperties;
import io.asynciotck.tck.harness.Trace;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** In whatever order awaitables end, {@code gather} keeps the order of its arguments. */
@RestsOn({Ground.CALL_SOON, Ground.ORDER})
final class GatherProperties extends RuleProperties {
  private static final int MOST = 5;

  /**
   * One awaitable.
   *
   * @param number its number among the arguments
   * @param isTask whether it is a task that waits for a future, or the future itself
   * @param fails whether it ends with an exception
   */
  record Child(int number, boolean isTask, boolean fails) {}

  @Rule("gather.results.in-order")
  @Property(edgeCases = NONE)
  void resultsStandInTheOrderOfTheArguments(@ForAll("children") List<Child> order)
      throws Throwable {
    List<Child> succeeding =
        order.stream().map(child -> new Child(child.number(), child.isTask(), false)).toList();
    onBench(bench -> {
      new Gathered(bench, succeeding, false).run();
      bench.trace().shouldBe(listOf(succeeding));
    });
  }

  @Rule("gather.return-exceptions.collected")
  @Property(edgeCases = NONE)
  void exceptionsStandInThePlaceOfResults(@ForAll("children") List<Child> order) throws Throwable {
    onBench(bench -> {
      new Gathered(bench, order, true).run();
      bench.trace().shouldBe(listOf(order));
    });
  }

  @Rule("gather.exception.raised")
  @Property(edgeCases = NONE)
  void theFirstExceptionInTimeIsRaised(@ForAll("children") List<Child> order) throws Throwable {
    String expected =
        order.stream()
            .filter(Child::fails)
            .findFirst()
            .map(first -> "raises Boom(" + first.number() + ")")
            .orElse(listOf(order));
    onBench(bench -> {
      new Gathered(bench, order, false).run();
      bench.trace().shouldBe(expected);
    });
  }

  /** Awaitables in the order in which they end. */
  @Provide
  static Arbitrary<List<Child>> children() {
    return Arbitraries.integers()
        .between(1, MOST)
        .flatMap(count ->
            Combinators.combine(
                    Arbitraries.shuffle(numbers(count)),
                    Arbitraries.of(true, false).list().ofSize(count),
                    Arbitraries.frequency(
                            net.jqwik.api.Tuple.of(3, false), net.jqwik.api.Tuple.of(1, true))
                        .list()
                        .ofSize(count))
                .as(GatherProperties::children));
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<Child> children(
      List<Integer> numbers, List<Boolean> tasks, List<Boolean> fail) {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      children.add(new Child(numbers.get(i), tasks.get(i), fail.get(i)));
    }
    return children;
  }

  private static String listOf(List<Child> order) {
    return inArgumentOrder(order).stream()
        .map(child -> (child.fails() ? "Boom(" : "(") + child.number() + ")")
        .toList()
        .toString();
  }

  private static List<Child> inArgumentOrder(List<Child> order) {
    return order.stream().sorted(Comparator.comparingInt(Child::number)).toList();
  }

  /** Gathers children, of which each ends when the one before it has ended. */
  private static final class Gathered {
    private final Asyncio asyncio;
    private final EventLoop loop;
    private final Trace trace;
    private final List<Child> order;
    private final boolean returnExceptions;
    private final List<AsyncFuture<String>> sources = new ArrayList<>();
    private final List<AsyncFuture<String>> awaited = new ArrayList<>();

    Gathered(Bench bench, List<Child> order, boolean returnExceptions) {
      this.asyncio = bench.asyncio();
      this.loop = bench.loop();
      this.trace = bench.trace();
      this.order = order;
      this.returnExceptions = returnExceptions;
    }

    void run() throws Exception {
      loop.runUntilComplete(
          asyncio.coroutine(() -> {
            inArgumentOrder(order).forEach(this::make);
            AsyncFuture<List<@Nullable Object>> all =
                asyncio.gather(returnExceptions, awaited.toArray(AsyncFuture<?>[]::new));
            loop.callSoon(() -> end(0));
            trace.add(Outcome.of(() -> text(asyncio.await(all))));
            return null;
          }));
    }

    private void make(Child child) {
      AsyncFuture<String> source = loop.createFuture();
      sources.add(source);
      awaited.add(
          child.isTask()
              ? loop.createTask(asyncio.coroutine(() -> asyncio.await(source)))
              : source);
    }

    private void end(int place) {
      if (place == order.size()) {
        return;
      }
      Child child = order.get(place);
      awaited.get(child.number()).addDoneCallback(done -> end(place + 1));
      AsyncFuture<String> source = sources.get(child.number());
      if (child.fails()) {
        source.setException(new Boom(String.valueOf(child.number())));
      } else {
        source.setResult("(" + child.number() + ")");
      }
    }

    private static String text(List<@Nullable Object> results) {
      return results.stream()
          .map(result -> result instanceof Throwable raised ? Outcome.nameOf(raised) : "" + result)
          .toList()
          .toString();
    }
  }
}
