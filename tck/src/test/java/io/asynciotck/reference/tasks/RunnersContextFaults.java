package io.asynciotck.reference.tasks;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Context;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.faults.BrokenRunner;
import io.asynciotck.reference.faults.Fault;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Faults of a {@code Runner}'s context. */
final class RunnersContextFaults {

  private RunnersContextFaults() {}

  @Fault(
      what = "Each run is in a context of its own.",
      breaks = {"runner.context.at-creation", "runner.context.same", "runner.run.context-once"})
  static final class CopiesForEachRun extends BrokenRunner {
    CopiesForEachRun(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      return super.runIn(given == null ? asyncio().contexts().copyContext() : given, coro);
    }
  }

  @Fault(
      what = "All runners have one context.",
      breaks = {"runner.context.embedded", "runner.context.at-creation"})
  static final class SharesItsContext extends BrokenRunner {
    private static final Map<BaseAsyncio, Context> OF_MODULE = new WeakHashMap<>();

    SharesItsContext(Parts parts) {
      super(parts);
    }

    @Override
    protected Context newContext() {
      synchronized (OF_MODULE) {
        return OF_MODULE.computeIfAbsent(asyncio(), module -> super.newContext());
      }
    }
  }

  @Fault(
      what = "The context of a runner has no values at first.",
      breaks = {"runner.context.inherits"})
  static final class BeginsWithNothing extends BrokenRunner {
    BeginsWithNothing(Parts parts) {
      super(parts);
    }

    @Override
    protected Context newContext() {
      return new VariableContext();
    }
  }

  @Fault(
      what = "The context that a run is given is not looked at.",
      breaks = {"runner.run.context", "runner.run.context-once"})
  static final class IgnoresTheContext extends BrokenRunner {
    IgnoresTheContext(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      return super.runIn(null, coro);
    }
  }

  @Fault(
      what = "A run is in a copy of the context that it is given.",
      breaks = {"runner.run.context"})
  static final class CopiesTheContext extends BrokenRunner {
    CopiesTheContext(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      return super.runIn(given == null ? null : given.copy(), coro);
    }
  }

  @Fault(
      what = "The context that a run was given is that of the next runs.",
      breaks = {"runner.run.context-once"})
  static final class KeepsTheContext extends BrokenRunner {
    private @Nullable Context kept;

    KeepsTheContext(Parts parts) {
      super(parts);
    }

    @Override
    protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
        throws Exception {
      kept = given == null ? kept : given;
      return super.runIn(kept, coro);
    }
  }
}
