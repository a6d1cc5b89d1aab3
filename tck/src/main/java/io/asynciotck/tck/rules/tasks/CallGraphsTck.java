package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.FutureCallGraph;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.api.io.File;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code call-graphs.md}. */
@RestsOn(Ground.TASK_CLASS)
final class CallGraphsTck extends RuleTest {

  /** What a test does with a future and some tasks that await it. */
  @FunctionalInterface
  private interface GraphBody {
    void run(AsyncFuture<?> future, List<Task<?>> waiters) throws Exception;
  }

  /** Ends a test of the graph of a future where a loop's futures are not of asyncio's class. */
  private void needsFuturesOfAsyncio() {
    if (!bench.surroundings().isInstance(loop.createFuture(), AsyncFuture.class)) {
      throw new NotClaimedError("the loop's futures are of a class of their own");
    }
  }

  /** Does something while some tasks await a future, and lets them end. */
  private void awaited(int count, GraphBody body) throws Exception {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    List<Task<?>> waiters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waiters.add(loop.createTask(coroutine(() -> await(future))));
    }
    settle();
    body.run(future, waiters);
    future.setResult(null);
    settle();
  }

  /** Whether a graph is that of a future; there may be none. */
  private static boolean isOf(@Nullable FutureCallGraph graph, AsyncFuture<?> future) {
    return graph != null && graph.future().equals(future);
  }

  /** How many of some futures a future is awaited by, of all that it is awaited by. */
  private String waiters(AsyncFuture<?> future, List<? extends AsyncFuture<?>> right) {
    List<FutureCallGraph> told = asyncio.captureCallGraph(future).awaitedBy();
    long found =
        right.stream().filter(each -> told.stream().anyMatch(graph -> isOf(graph, each))).count();
    return found + " of " + told.size();
  }

  @Rule("call-graph.future.given")
  @Test
  void theGraphIsThatOfTheFuture() throws Exception {
    needsFuturesOfAsyncio();
    awaited(
        1,
        (future, waiters) -> {
          trace.add("future: " + isOf(asyncio.captureCallGraph(future), future));
          Task<?> task = waiters.getFirst();
          trace.add("task: " + isOf(asyncio.captureCallGraph(task), task));
        });
    trace.shouldBe("future: true", "task: true");
  }

  @Rule("call-graph.future.current")
  @Test
  void withoutAFutureItIsThatOfTheCurrentTask() throws Exception {
    run(() -> {
      Task<?> task = asyncio.currentTask();
      trace.add("current: " + (task != null && isOf(asyncio.captureCallGraph(), task)));
    });
    trace.shouldBe("current: true");
  }

  @Rule("call-graph.future.none")
  @Test
  void whereThereIsNoTaskThereIsNoGraph() {
    loop.callSoon(() -> trace.add("graph: " + asyncio.captureCallGraph()));
    settle();
    trace.shouldBe("graph: null");
  }

  @Rule("call-graph.call-stack.suspended")
  @Test
  void aTaskThatWaitsHasACallStack() throws Exception {
    awaited(
        1,
        (future, waiters) -> {
          FutureCallGraph graph = asyncio.captureCallGraph(waiters.getFirst());
          trace.add("empty: " + graph.callStack().isEmpty());
        });
    trace.shouldBe("empty: false");
  }

  @Rule("call-graph.call-stack.limit")
  @Test
  void aCallStackIsNotLongerThanTheLimit() throws Exception {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    Task<?> task = loop.createTask(coroutine(() -> awaitBelow(3, future)));
    settle();
    for (int limit : new int[] {1, -1, 2, -2}) {
      int size = asyncio.captureCallGraph(task, limit).callStack().size();
      trace.add(limit + ": " + (size <= Math.abs(limit) ? "right" : size));
    }
    future.setResult(null);
    settle();
    trace.shouldBe("1: right", "-1: right", "2: right", "-2: right");
  }

  private @Nullable Void awaitBelow(int depth, AsyncFuture<@Nullable Void> future)
      throws Exception {
    return depth == 0 ? await(future) : await(coroutine(() -> awaitBelow(depth - 1, future)));
  }

  @Rule("call-graph.call-stack.limit-zero")
  @Test
  void withTheLimitZeroThereIsNoCallStack() throws Exception {
    AsyncFuture<@Nullable Void> end = loop.createFuture();
    Task<?> inner = loop.createTask(coroutine(() -> await(end)));
    Task<?> outer = loop.createTask(coroutine(() -> await(inner)));
    settle();
    FutureCallGraph graph = asyncio.captureCallGraph(inner, 0);
    trace.add("calls: " + graph.callStack().size());
    trace.add("awaited: " + graph.awaitedBy().stream().anyMatch(each -> isOf(each, outer)));
    end.setResult(null);
    settle();
    trace.shouldBe("calls: 0", "awaited: true");
  }

  @Rule("call-graph.call-stack.depth")
  @Test
  void soManyFunctionsAreLeftOut() throws Exception {
    run(() -> {
      int all = calls(asyncio.captureCallGraph(1));
      trace.add("fewer: " + (all - calls(asyncio.captureCallGraph(2))));
    });
    trace.shouldBe("fewer: 1");
  }

  private static int calls(@Nullable FutureCallGraph graph) {
    return graph == null ? 0 : graph.callStack().size();
  }

  @Rule("call-graph.awaited-by.waiter")
  @Test
  void whoAwaitsAFutureIsTold() throws Exception {
    needsFuturesOfAsyncio();
    awaited(1, (future, waiters) -> trace.add(waiters(future, waiters)));
    trace.shouldBe("1 of 1");
  }

  @Rule("call-graph.awaited-by.several")
  @Test
  void ofSeveralEachIsTold() throws Exception {
    needsFuturesOfAsyncio();
    for (int count : new int[] {2, 3, 17}) {
      awaited(count, (future, waiters) -> trace.add(waiters(future, waiters)));
    }
    trace.shouldBe("2 of 2", "3 of 3", "17 of 17");
  }

  @Rule("call-graph.awaited-by.chain")
  @Test
  void whoAwaitsOneThatAwaitsIsTold() throws Exception {
    needsFuturesOfAsyncio();
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    Task<?> inner = loop.createTask(coroutine(() -> await(future)));
    Task<?> outer = loop.createTask(coroutine(() -> await(inner)));
    settle();
    FutureCallGraph graph = asyncio.captureCallGraph(future);
    boolean told =
        graph.awaitedBy().stream()
            .filter(each -> isOf(each, inner))
            .flatMap(each -> each.awaitedBy().stream())
            .anyMatch(each -> isOf(each, outer));
    trace.add("told: " + told);
    future.setResult(null);
    settle();
    trace.shouldBe("told: true");
  }

  @Rule("call-graph.awaited-by.task-group")
  @Test
  void whoWaitsAtTheEndOfABlockIsTold() throws Exception {
    AsyncFuture<@Nullable Void> end = loop.createFuture();
    List<Task<?>> inside = new ArrayList<>();
    Task<?> outside =
        loop.createTask(
            coroutine(() -> {
              TaskGroup group = asyncio.newTaskGroup();
              await(group.enter());
              for (int i = 0; i < 3; i++) {
                inside.add(group.createTask(coroutine(() -> await(end))));
              }
              await(group.exit(null, null, null));
            }));
    settle();
    for (Task<?> task : inside) {
      trace.add("told: " + isTold(task, outside));
    }
    end.setResult(null);
    settle();
    trace.shouldBe("told: true", "told: true", "told: true");
  }

  private boolean isTold(AsyncFuture<?> future, Task<?> waiter) {
    return asyncio.captureCallGraph(future).awaitedBy().stream()
        .anyMatch(graph -> isOf(graph, waiter));
  }

  @Rule("call-graph.awaited-by.shield")
  @Test
  void whoWaitsBehindAShieldIsTold() throws Exception {
    AsyncFuture<@Nullable Void> end = loop.createFuture();
    Task<?> inner = loop.createTask(coroutine(() -> await(end)));
    Task<?> outer = loop.createTask(coroutine(() -> await(asyncio.shield(inner))));
    settle();
    trace.add("told: " + isTold(inner, outer));
    end.setResult(null);
    settle();
    trace.shouldBe("told: true");
  }

  @Rule("call-graph.awaited-by.no-longer")
  @Test
  void whoHasStoppedWaitingIsNotTold() throws Exception {
    AsyncFuture<@Nullable Void> end = loop.createFuture();
    Task<?> inner = loop.createTask(coroutine(() -> await(end)));
    List<Task<?>> waiters =
        List.of(
            loop.createTask(coroutine(() -> await(asyncio.waiting(List.of(inner))))),
            loop.createTask(coroutine(() -> await(asyncio.shield(inner)))));
    settle();
    waiters.forEach(waiter -> isTold(inner, waiter)); // whether it is has rules of its own
    for (Task<?> waiter : waiters) {
      waiter.cancel();
      settle();
      trace.add("told: " + isTold(inner, waiter));
    }
    end.setResult(null);
    settle();
    trace.shouldBe("told: false", "told: false");
  }

  @Rule("future-add-to-awaited-by.future.recorded")
  @Test
  void whoWaitsByACallbackIsTold() {
    needsFuturesOfAsyncio();
    AsyncFuture<?> future = loop.createFuture();
    AsyncFuture<?> waiter = loop.createFuture();
    asyncio.futureAddToAwaitedBy(future, waiter);
    trace.add(waiters(future, List.of(waiter)));
    asyncio.futureDiscardFromAwaitedBy(future, waiter);
    trace.shouldBe("1 of 1");
  }

  @Rule("future-discard-from-awaited-by.future.forgotten")
  @Test
  void whoWaitsNoLongerIsNotTold() {
    needsFuturesOfAsyncio();
    AsyncFuture<?> future = loop.createFuture();
    AsyncFuture<?> waiter = loop.createFuture();
    asyncio.futureAddToAwaitedBy(future, waiter);
    asyncio.futureDiscardFromAwaitedBy(future, waiter);
    trace.add(waiters(future, List.of(waiter)));
    trace.shouldBe("0 of 0");
  }

  @Rule("future-add-to-awaited-by.other.ignored")
  @Test
  void whatIsNoFutureAwaitsNothing() {
    needsFuturesOfAsyncio();
    AsyncFuture<?> future = loop.createFuture();
    trace.outcome("waiter", () -> added(future, "text"));
    trace.outcome("future", () -> added("text", future));
    trace.add(waiters(future, List.of()));
    trace.shouldBe("waiter: ignored", "future: ignored", "0 of 0");
  }

  private String added(Object future, Object waiter) {
    asyncio.futureAddToAwaitedBy(future, waiter);
    return "ignored";
  }

  @Rule("future-discard-from-awaited-by.other.ignored")
  @Test
  void whatIsNoFutureIsNotForgotten() {
    AsyncFuture<?> future = loop.createFuture();
    trace.outcome("waiter", () -> discarded(future, "text"));
    trace.outcome("future", () -> discarded("text", future));
    trace.shouldBe("waiter: ignored", "future: ignored");
  }

  private String discarded(Object future, Object waiter) {
    asyncio.futureDiscardFromAwaitedBy(future, waiter);
    return "ignored";
  }

  @Rule("format-call-graph.task.none")
  @Test
  void whereThereIsNoTaskThereIsNoText() {
    loop.callSoon(() -> trace.add("text: " + asyncio.formatCallGraph()));
    settle();
    trace.shouldBe("text: ");
  }

  private static final List<String> NAMES = List.of("innermost", "midway", "outermost");

  /** Formats the graph of a task that waits in nested calls, and does something with it. */
  private void formatted(TaskBody body) throws Exception {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    Task<?> task = loop.createTask(bench.surroundings().looks().nestedCalls(future));
    settle();
    body.run(task);
    future.setResult(null);
    settle();
  }

  /** What a test does with a task that waits in nested calls. */
  @FunctionalInterface
  private interface TaskBody {
    void run(Task<?> task) throws Exception;
  }

  /** The names of functions in the order of the lines that have them; the first has the task. */
  private static List<String> names(String text) {
    return text.lines()
        .skip(1)
        .flatMap(line -> NAMES.stream().filter(line::contains))
        .distinct()
        .toList();
  }

  @Rule("format-call-graph.entries.all")
  @Test
  void eachFunctionIsInTheText() throws Exception {
    formatted(task -> trace.add("" + new TreeSet<>(names(asyncio.formatCallGraph(task)))));
    trace.shouldBe("" + NAMES);
  }

  @Rule("format-call-graph.entries.order")
  @Test
  void theFunctionThatWaitsComesFirst() throws Exception {
    formatted(task -> {
      List<String> names = names(asyncio.formatCallGraph(task));
      trace.add(names.getFirst() + " before " + names.getLast());
    });
    trace.shouldBe("innermost before outermost");
  }

  /** Traces limits with which there are other names than those that stand at one end. */
  private void traceLimited(Task<?> task, int sign) {
    boolean first = false;
    for (int limit = 1; limit <= NAMES.size(); limit++) {
      Set<String> left = new HashSet<>(names(asyncio.formatCallGraph(task, sign * limit)));
      int size = left.size();
      List<String> right =
          sign < 0 ? NAMES.subList(0, size) : NAMES.subList(NAMES.size() - size, NAMES.size());
      if (size > limit || !left.equals(Set.copyOf(right))) {
        trace.add("with the limit " + sign * limit + ": " + new TreeSet<>(left));
      }
      first = first || size > 0;
    }
    trace.add("left: " + first);
  }

  @Rule("format-call-graph.limit.positive")
  @Test
  void withAPositiveLimitTheFirstCallsAreLeft() throws Exception {
    formatted(task -> traceLimited(task, 1));
    trace.shouldBe("left: true");
  }

  @Rule("format-call-graph.limit.negative")
  @Test
  void withANegativeLimitTheLastCallsAreLeft() throws Exception {
    formatted(task -> traceLimited(task, -1));
    trace.shouldBe("left: true");
  }

  @Rule("print-call-graph.file.standard-output")
  @Test
  void withoutAFileTheTextIsPrintedToTheStandardOutput() throws Exception {
    formatted(task -> {
      String printed = bench.surroundings().printed(() -> asyncio.printCallGraph(task));
      trace.add("same: " + printed.strip().equals(asyncio.formatCallGraph(task).strip()));
    });
    trace.shouldBe("same: true");
  }

  @Rule("print-call-graph.file.same")
  @Test
  void theTextIsPrintedToTheFile() throws Exception {
    Path path = bench.files().newFile();
    awaited(
        1,
        (future, waiters) -> {
          Task<?> task = waiters.getFirst();
          File file = bench.files().writeText(path);
          asyncio.printCallGraph(task, file);
          file.close();
          String text = asyncio.formatCallGraph(task);
          boolean same = Files.readString(path).strip().equals(text.strip());
          trace.add("same: " + (same && !text.isBlank()));
        });
    trace.shouldBe("same: true");
  }
}
