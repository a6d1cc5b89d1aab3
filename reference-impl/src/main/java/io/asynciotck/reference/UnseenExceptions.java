package io.asynciotck.reference;

import io.asynciotck.reference.queue.Report;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The exceptions of a loop's futures that nobody has asked for yet. Those whose futures are garbage
 * are reported when the loop is next run, or when many have come since: nobody can ask for them any
 * more.
 */
final class UnseenExceptions {
  private static final int FEW = 64;

  private final BaseEventLoop loop;
  private final Set<Unseen> kept = new HashSet<>();
  private int many = FEW;

  UnseenExceptions(BaseEventLoop loop) {
    this.loop = loop;
  }

  /** An exception, and the future that has it as long as somebody holds that. */
  static final class Unseen extends WeakReference<LoopFuture<?>> {
    final Throwable exception;
    private final String kind;

    private Unseen(LoopFuture<?> future, Throwable exception) {
      super(future);
      this.exception = exception;
      this.kind = future instanceof CoroutineTask<?> ? "Task" : "Future";
    }

    @Override
    public String toString() {
      return exception.toString();
    }
  }

  Unseen add(LoopFuture<?> future, Throwable exception) {
    if (kept.size() >= many) {
      reportGarbage();
      many = Math.max(FEW, 2 * kept.size());
    }
    Unseen unseen = new Unseen(future, exception);
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
      loop.report(Report.of(unseen.kind + " exception was never retrieved", unseen.exception));
    }
  }
}
