package io.asynciotck.reference;

import io.asynciotck.reference.queue.Report;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of a loop's futures that nobody has asked for yet. Those whose futures are garbage
 * are reported when the loop is next run, or when many have come since: nobody can ask for them any
 * more.
 */
final class UnseenExceptions {
  private static final int FEW = 64;

  private final BaseEventLoop loop;
  private final Set<Unseen> kept = new HashSet<>();

  /** Where futures were made in debug mode. */
  private final Map<LoopFuture<?>, List<StackTraceElement>> sources = new WeakHashMap<>();

  private int many = FEW;

  UnseenExceptions(BaseEventLoop loop) {
    this.loop = loop;
  }

  /** An exception, and the future that has it as long as somebody holds that. */
  static final class Unseen extends WeakReference<LoopFuture<?>> {
    final Throwable exception;
    private final String kind;
    private final @Nullable List<StackTraceElement> source;

    private Unseen(
        LoopFuture<?> future, Throwable exception, @Nullable List<StackTraceElement> source) {
      super(future);
      this.exception = exception;
      this.source = source;
      this.kind = future instanceof CoroutineTask<?> ? "Task" : "Future";
    }

    @Override
    public String toString() {
      return exception.toString();
    }
  }

  /** Keeps where a future is being made. */
  void keepSource(LoopFuture<?> future) {
    sources.put(future, List.of(new Throwable().getStackTrace()));
  }

  Unseen add(LoopFuture<?> future, Throwable exception) {
    if (kept.size() >= many) {
      reportGarbage();
      many = Math.max(FEW, 2 * kept.size());
    }
    Unseen unseen = new Unseen(future, exception, sources.get(future));
    kept.add(unseen);
    return unseen;
  }

  void remove(Unseen seen) {
    kept.remove(seen);
  }

  void reportGarbage() {
    if (kept.isEmpty()) {
      return;
    }
    List<Unseen> lost = new ArrayList<>(kept);
    lost.removeIf(unseen -> !unseen.refersTo(null));
    lost.forEach(kept::remove);
    for (Unseen unseen : lost) {
      // Rule: future.exception.never-retrieved
      Report report = Report.of(unseen.kind + " exception was never retrieved", unseen.exception);
      // Rule: future.exception.source-traceback, loop.exception-handler.context-future
      loop.report(unseen.source == null ? report : report.with("source_traceback", unseen.source));
    }
  }
}
