package io.asynciotck.reference.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.FrameCallGraphEntry;
import io.asynciotck.api.FutureCallGraph;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.File;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in what a module tells of who awaits whom. */
final class CallGraphsFaults {

  private CallGraphsFaults() {}

  private record Graph(
      AsyncFuture<?> future, List<FrameCallGraphEntry> callStack, List<FutureCallGraph> awaitedBy)
      implements FutureCallGraph {}

  /** A module whose graphs are broken. */
  abstract static class BrokenGraphs extends ReferenceAsyncio {
    BrokenGraphs(LoopClock clock) {
      super(clock);
    }

    /** Another graph in place of one. */
    abstract FutureCallGraph broken(FutureCallGraph graph);

    @Override
    public FutureCallGraph captureCallGraph(AsyncFuture<?> future) {
      return broken(super.captureCallGraph(future));
    }
  }

  @Fault(
      what = "The graph of a task has its loop's next future.",
      breaks = {"call-graph.future.given"})
  static final class TellsAnotherFuture extends BrokenGraphs {
    TellsAnotherFuture(LoopClock clock) {
      super(clock);
    }

    @Override
    FutureCallGraph broken(FutureCallGraph graph) {
      return new Graph(
          graph.future().getLoop().createFuture(), graph.callStack(), graph.awaitedBy());
    }
  }

  @Fault(
      what = "Without a future there is never a graph.",
      breaks = {"call-graph.future.current", "call-graph.call-stack.depth"})
  static final class KnowsNoCurrentTask extends ReferenceAsyncio {
    KnowsNoCurrentTask(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable FutureCallGraph captureCallGraph(int depth) {
      return null;
    }
  }

  @Fault(
      what = "capture_call_graph is refused where there is no task.",
      breaks = {"call-graph.future.none"})
  static final class RefusesWithoutATask extends ReferenceAsyncio {
    RefusesWithoutATask(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable FutureCallGraph captureCallGraph() {
      FutureCallGraph graph = super.captureCallGraph();
      if (graph == null) {
        throw new IllegalStateException("There is no current task");
      }
      return graph;
    }

    @Override
    public String formatCallGraph() {
      return currentTask() == null ? "" : super.formatCallGraph();
    }
  }

  @Fault(
      what = "A graph has no call stacks.",
      breaks = {
        "call-graph.call-stack.suspended",
        "format-call-graph.entries.all",
        "format-call-graph.entries.order"
      })
  static final class TellsNoCalls extends BrokenGraphs {
    TellsNoCalls(LoopClock clock) {
      super(clock);
    }

    @Override
    FutureCallGraph broken(FutureCallGraph graph) {
      return new Graph(graph.future(), List.of(), graph.awaitedBy());
    }
  }

  @Fault(
      what = "A limit is not looked at.",
      breaks = {
        "call-graph.call-stack.limit",
        "call-graph.call-stack.limit-zero",
        "format-call-graph.limit.negative",
        "format-call-graph.limit.positive"
      })
  static final class LimitsNothing extends ReferenceAsyncio {
    LimitsNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public FutureCallGraph captureCallGraph(AsyncFuture<?> future, int limit) {
      return captureCallGraph(future);
    }
  }

  @Fault(
      what = "The limit 0 is none.",
      breaks = {"call-graph.call-stack.limit-zero"})
  static final class ZeroIsNoLimit extends ReferenceAsyncio {
    ZeroIsNoLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public FutureCallGraph captureCallGraph(AsyncFuture<?> future, int limit) {
      return limit == 0 ? captureCallGraph(future) : super.captureCallGraph(future, limit);
    }
  }

  @Fault(
      what = "A depth is not looked at.",
      breaks = {"call-graph.call-stack.depth"})
  static final class LeavesNothingOut extends ReferenceAsyncio {
    LeavesNothingOut(LoopClock clock) {
      super(clock);
    }

    @Override
    public @Nullable FutureCallGraph captureCallGraph(int depth) {
      return super.captureCallGraph(1);
    }
  }

  @Fault(
      what = "A graph does not tell who awaits.",
      breaks = {
        "call-graph.awaited-by.chain",
        "call-graph.awaited-by.several",
        "call-graph.awaited-by.shield",
        "call-graph.awaited-by.task-group",
        "call-graph.awaited-by.waiter",
        "future-add-to-awaited-by.future.recorded"
      })
  static final class TellsNoWaiters extends BrokenGraphs {
    TellsNoWaiters(LoopClock clock) {
      super(clock);
    }

    @Override
    FutureCallGraph broken(FutureCallGraph graph) {
      return new Graph(graph.future(), graph.callStack(), List.of());
    }
  }

  @Fault(
      what = "A graph tells two of those who await.",
      breaks = {"call-graph.awaited-by.several"})
  static final class TellsTwoWaiters extends BrokenGraphs {
    TellsTwoWaiters(LoopClock clock) {
      super(clock);
    }

    @Override
    FutureCallGraph broken(FutureCallGraph graph) {
      List<FutureCallGraph> all = graph.awaitedBy();
      return new Graph(graph.future(), graph.callStack(), all.subList(0, Math.min(2, all.size())));
    }
  }

  @Fault(
      what = "A graph tells who awaits, and not who awaits those.",
      breaks = {"call-graph.awaited-by.chain"})
  static final class TellsOneStep extends BrokenGraphs {
    TellsOneStep(LoopClock clock) {
      super(clock);
    }

    @Override
    FutureCallGraph broken(FutureCallGraph graph) {
      List<FutureCallGraph> alone =
          graph.awaitedBy().stream()
              .<FutureCallGraph>map(each -> new Graph(each.future(), each.callStack(), List.of()))
              .toList();
      return new Graph(graph.future(), graph.callStack(), alone);
    }
  }

  @Fault(
      what = "Only those are told who await the very future.",
      breaks = {"call-graph.awaited-by.shield", "call-graph.awaited-by.task-group"})
  static final class TellsNoneBehindOthers extends BrokenGraphs {
    TellsNoneBehindOthers(LoopClock clock) {
      super(clock);
    }

    @Override
    FutureCallGraph broken(FutureCallGraph graph) {
      List<FutureCallGraph> direct =
          graph.awaitedBy().stream()
              .filter(each ->
                  !(each.future() instanceof CoroutineTask<?> task)
                      || task.awaited() == graph.future())
              .toList();
      return new Graph(graph.future(), graph.callStack(), direct);
    }
  }

  @Fault(
      what = "Who has awaited once is told for ever.",
      breaks = "call-graph.awaited-by.no-longer")
  static final class RemembersWaiters extends BrokenGraphs {
    private final Map<AsyncFuture<?>, Map<AsyncFuture<?>, FutureCallGraph>> known = new HashMap<>();

    RemembersWaiters(LoopClock clock) {
      super(clock);
    }

    @Override
    FutureCallGraph broken(FutureCallGraph graph) {
      Map<AsyncFuture<?>, FutureCallGraph> all =
          known.computeIfAbsent(graph.future(), _ -> new LinkedHashMap<>());
      graph.awaitedBy().forEach(each -> all.put(each.future(), each));
      return new Graph(graph.future(), graph.callStack(), List.copyOf(all.values()));
    }
  }

  @Fault(
      what = "future_add_to_awaited_by does nothing.",
      breaks = {"future-add-to-awaited-by.future.recorded"})
  static final class RecordsNothing extends ReferenceAsyncio {
    RecordsNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public void futureAddToAwaitedBy(@Nullable Object future, @Nullable Object waiter) {}
  }

  @Fault(
      what = "future_discard_from_awaited_by does nothing.",
      breaks = {"future-discard-from-awaited-by.future.forgotten"})
  static final class ForgetsNothing extends ReferenceAsyncio {
    ForgetsNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public void futureDiscardFromAwaitedBy(@Nullable Object future, @Nullable Object waiter) {}
  }

  @Fault(
      what = "future_add_to_awaited_by refuses what is no future.",
      breaks = {"future-add-to-awaited-by.other.ignored"})
  static final class RefusesOthers extends ReferenceAsyncio {
    RefusesOthers(LoopClock clock) {
      super(clock);
    }

    @Override
    public void futureAddToAwaitedBy(@Nullable Object future, @Nullable Object waiter) {
      if (!isfuture(future) || !isfuture(waiter)) {
        throw new IllegalArgumentException(future + " or " + waiter + " is no future");
      }
      super.futureAddToAwaitedBy(future, waiter);
    }
  }

  @Fault(
      what = "future_discard_from_awaited_by refuses what is no future.",
      breaks = {"future-discard-from-awaited-by.other.ignored"})
  static final class RefusesToForgetOthers extends ReferenceAsyncio {
    RefusesToForgetOthers(LoopClock clock) {
      super(clock);
    }

    @Override
    public void futureDiscardFromAwaitedBy(@Nullable Object future, @Nullable Object waiter) {
      if (!isfuture(future) || !isfuture(waiter)) {
        throw new IllegalArgumentException(future + " or " + waiter + " is no future");
      }
      super.futureDiscardFromAwaitedBy(future, waiter);
    }
  }

  @Fault(
      what = "Without a task the text says so.",
      breaks = {"format-call-graph.task.none"})
  static final class FormatsNothing extends ReferenceAsyncio {
    FormatsNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    public String formatCallGraph() {
      String text = super.formatCallGraph();
      return text.isEmpty() ? "no task" : text;
    }
  }

  @Fault(
      what = "The text has not the function that has called the one that waits.",
      breaks = {"format-call-graph.entries.all"})
  static final class LeavesACallOut extends ReferenceAsyncio {
    LeavesACallOut(LoopClock clock) {
      super(clock);
    }

    @Override
    public String formatCallGraph(AsyncFuture<?> future) {
      List<String> lines = new ArrayList<>(super.formatCallGraph(future).lines().toList());
      if (lines.size() > 3) {
        lines.remove(3); // behind the future, a title, and the function that waits
      }
      return String.join("\n", lines);
    }
  }

  @Fault(
      what = "A call stack begins with the function that was called first.",
      breaks = {"format-call-graph.entries.order"})
  static final class BeginsWithTheOldest extends BrokenGraphs {
    BeginsWithTheOldest(LoopClock clock) {
      super(clock);
    }

    @Override
    FutureCallGraph broken(FutureCallGraph graph) {
      return new Graph(graph.future(), graph.callStack().reversed(), graph.awaitedBy());
    }
  }

  @Fault(
      what = "A positive limit leaves the functions that were called last.",
      breaks = {"format-call-graph.limit.positive"})
  static final class LeavesTheLastCalls extends ReferenceAsyncio {
    LeavesTheLastCalls(LoopClock clock) {
      super(clock);
    }

    @Override
    public FutureCallGraph captureCallGraph(AsyncFuture<?> future, int limit) {
      return super.captureCallGraph(future, -Math.abs(limit));
    }
  }

  @Fault(
      what = "A negative limit leaves the functions that were called first.",
      breaks = {"format-call-graph.limit.negative"})
  static final class LeavesTheFirstCalls extends ReferenceAsyncio {
    LeavesTheFirstCalls(LoopClock clock) {
      super(clock);
    }

    @Override
    public FutureCallGraph captureCallGraph(AsyncFuture<?> future, int limit) {
      return super.captureCallGraph(future, Math.abs(limit));
    }
  }

  @Fault(
      what = "print_call_graph without a file prints nothing.",
      breaks = {"print-call-graph.file.standard-output"})
  static final class PrintsNowhere extends ReferenceAsyncio {
    PrintsNowhere(LoopClock clock) {
      super(clock);
    }

    @Override
    public void printCallGraph(AsyncFuture<?> future) {}
  }

  @Fault(
      what = "print_call_graph prints the future alone.",
      breaks = {"print-call-graph.file.same"})
  static final class PrintsLess extends ReferenceAsyncio {
    PrintsLess(LoopClock clock) {
      super(clock);
    }

    @Override
    public void printCallGraph(AsyncFuture<?> future, File file) throws IOException {
      var _ = file.write(future.toString().getBytes(UTF_8));
    }
  }
}
