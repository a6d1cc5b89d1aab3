package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Faults for the properties of {@code gather}, each with the rules of which a property must name
 * one.
 */
final class GatherPropertiesFaults {

  private GatherPropertiesFaults() {}

  @Fault(
      what = "Results stand in the order of completion.",
      breaks = {"gather.results.in-order", "gather.return-exceptions.collected"})
  static final class AsTheyCome extends Gathering {
    private final List<@Nullable Object> come = new ArrayList<>();

    AsTheyCome(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, returnExceptions);
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      try {
        come.add(child.result());
      } catch (Throwable raised) {
        come.add(raised);
      }
      super.childDone(child);
    }

    @Override
    protected void allDone() {
      setResult(come);
    }
  }

  @Fault(
      what = "gather raises the last exception.",
      breaks = {"gather.exception.raised"})
  static final class LastException extends Gathering {
    private @Nullable Throwable last;

    LastException(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
      super(loop, children, true);
    }

    @Override
    protected void childDone(AsyncFuture<?> child) {
      Throwable raised = child.exception();
      last = raised == null ? last : raised;
      super.childDone(child);
    }

    @Override
    protected void allDone() {
      if (last == null) {
        super.allDone();
      } else {
        setException(last);
      }
    }
  }
}
