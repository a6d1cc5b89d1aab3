package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.FrameCallGraphEntry;
import io.asynciotck.api.FutureCallGraph;
import io.asynciotck.api.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who awaits whom. The page {@code call-graphs} of the specification.
 *
 * <p>Design: a task knows what it waits for, and nobody knows who waits for him. So the tasks of
 * the loop are looked through, which costs only those who ask.
 */
public class CallGraphCapture {
  /** What stands below the calls of a coroutine. */
  private static final String BOTTOM = "jdk.internal.vm.Continuation";

  /** Whose calls are not the program's. */
  private static final List<String> OTHERS =
      List.of(CallGraphCapture.class.getPackageName() + ".", "java.", "jdk.");

  private final BaseEventLoop loop;
  private final @Nullable Integer limit;
  private final int depth;
  private final Set<AsyncFuture<?>> above = new LinkedHashSet<>();

  /**
   * One look at a loop.
   *
   * @param limit how many calls a stack has at most; less than 0 for the innermost; null for all
   * @param depth how many calls of the current task are left out
   */
  public CallGraphCapture(BaseEventLoop loop, @Nullable Integer limit, int depth) {
    this.loop = loop;
    this.limit = limit;
    this.depth = depth;
  }

  private record Graph(
      AsyncFuture<?> future, List<FrameCallGraphEntry> callStack, List<FutureCallGraph> awaitedBy)
      implements FutureCallGraph {}

  private record Entry(Object frame) implements FrameCallGraphEntry {}

  /** The graph of a future. */
  public FutureCallGraph of(AsyncFuture<?> future) {
    List<FutureCallGraph> waiters = new ArrayList<>();
    if (above.add(future)) { // else it awaits itself, in the end
      for (AsyncFuture<?> waiter : waitersOf(future)) {
        // Rule: call-graph.awaited-by.{chain, several}
        waiters.add(of(waiter));
      }
      above.remove(future);
    }
    // Rule: call-graph.future.given
    return new Graph(future, limited(callsOf(future)), List.copyOf(waiters));
  }

  private Set<AsyncFuture<?>> waitersOf(AsyncFuture<?> future) {
    Set<AsyncFuture<?>> waiters = new LinkedHashSet<>();
    Set<AsyncFuture<?>> instead = awaitedInsteadOf(future);
    for (Task<?> task : loop.tasks.snapshot()) {
      AsyncFuture<?> awaited = ((CoroutineTask<?>) task).awaited();
      // Rule: call-graph.awaited-by.{waiter, task-group, shield, no-longer}
      if (awaited == future || instead.contains(awaited)) {
        waiters.add(task);
      }
    }
    waiters.addAll(loop.others().waitersOf(future));
    return waiters;
  }

  /** What tasks await for which something else waits in their place. */
  private static Set<AsyncFuture<?>> awaitedInsteadOf(AsyncFuture<?> future) {
    Set<AsyncFuture<?>> instead = new HashSet<>();
    if (future instanceof LoopFuture<?> own) {
      own.callbacks().stream()
          .filter(InPlaceOfTask.class::isInstance)
          .map(callback -> ((InPlaceOfTask) callback).awaited())
          .filter(Objects::nonNull)
          .forEach(instead::add);
    }
    return instead;
  }

  private List<FrameCallGraphEntry> callsOf(AsyncFuture<?> future) {
    if (!(future instanceof CoroutineTask<?> task)) {
      return List.of();
    }
    // Rule: call-graph.call-stack.suspended
    List<FrameCallGraphEntry> calls = ofProgram(TaskStack.callsOf(task));
    // Rule: call-graph.call-stack.depth
    return task == loop.currentTask()
        ? calls.subList(Math.min(Math.max(depth - 1, 0), calls.size()), calls.size())
        : calls;
  }

  private static List<FrameCallGraphEntry> ofProgram(StackTraceElement[] calls) {
    return callsOfProgram(calls).map(Entry::new).collect(Collectors.toUnmodifiableList());
  }

  /** Of some calls those of the program. */
  static Stream<StackTraceElement> callsOfProgram(StackTraceElement[] calls) {
    return Arrays.stream(calls)
        .takeWhile(call -> !call.getClassName().equals(BOTTOM))
        .filter(call -> OTHERS.stream().noneMatch(call.getClassName()::startsWith));
  }

  private List<FrameCallGraphEntry> limited(List<FrameCallGraphEntry> calls) {
    if (limit == null || Math.abs((long) limit) >= calls.size()) {
      return calls;
    }
    // Rule: call-graph.call-stack.{limit, limit-zero}, format-call-graph.limit.{negative, positive}
    return limit > 0 ? calls.subList(calls.size() - limit, calls.size()) : calls.subList(0, -limit);
  }

  /** A graph as a text. */
  public static String format(FutureCallGraph graph) {
    return String.join("\n", lines(graph).toList());
  }

  // Rule: print-call-graph.file.same, format-call-graph.entries.{all, order}
  private static Stream<String> lines(FutureCallGraph graph) {
    Stream<String> calls =
        graph.callStack().isEmpty()
            ? Stream.of()
            : Stream.concat(
                Stream.of("  + Call stack:"),
                graph.callStack().stream().map(entry -> "  |   " + entry.frame()));
    Stream<String> waiters =
        graph.awaitedBy().isEmpty()
            ? Stream.of()
            : Stream.concat(
                Stream.of("  + Awaited by:"),
                graph.awaitedBy().stream()
                    .flatMap(CallGraphCapture::lines)
                    .map(line -> "     " + line));
    return Stream.of(Stream.of("* " + graph.future()), calls, waiters).flatMap(part -> part);
  }
}
