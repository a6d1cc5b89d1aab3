package io.asynciotck.reference.loop;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in what a report holds of futures and tasks. */
final class ReportContextFaults {

  private ReportContextFaults() {}

  /** A loop that puts something else into the context of a report. */
  public abstract static class BrokenContexts extends SelectorEventLoop {
    BrokenContexts(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Changes a context. */
    abstract void change(Map<String, @Nullable Object> context);

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      Map<String, @Nullable Object> changed = new HashMap<>(context);
      change(changed);
      super.callExceptionHandler(changed);
    }
  }

  @Fault(
      what = "A report has the word for a future in its place.",
      breaks = {"loop.exception-handler.context-future"})
  public static final class NamesTheFuture extends BrokenContexts {
    NamesTheFuture(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void change(Map<String, @Nullable Object> context) {
      context.put("future", "<Future>");
    }
  }

  @Fault(
      what = "A report has the name of a task in its place.",
      breaks = {"loop.exception-handler.context-task"},
      ripples = {"run.clean-up.errors-reported"})
  public static final class NamesTheTask extends BrokenContexts {
    NamesTheTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void change(Map<String, @Nullable Object> context) {
      context.computeIfPresent("task", (_, task) -> task.toString());
    }
  }

  @Fault(
      what = "In debug mode a report does not tell where a task was made.",
      breaks = {"future.exception.source-traceback"})
  public static final class ForgetsTheSource extends BrokenContexts {
    ForgetsTheSource(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void change(Map<String, @Nullable Object> context) {
      context.remove("source_traceback");
    }
  }
}
