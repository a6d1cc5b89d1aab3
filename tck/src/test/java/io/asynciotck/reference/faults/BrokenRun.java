package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.tasks.Program;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a program, step by step as the reference has it; a fault overrides one step. */
public abstract class BrokenRun {
  private @Nullable ReferenceAsyncio module;
  private @Nullable Awaitable<?> program;

  /** A module in which each {@code run} is such a run. */
  static Function<LoopClock, Asyncio> runs(Supplier<BrokenRun> maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          protected <T extends @Nullable Object> Program<T> newProgram(
              Awaitable<T> main,
              @Nullable Boolean debug,
              @Nullable Callable<? extends EventLoop> loopFactory) {
            BrokenRun fault = maker.get();
            fault.module = this;
            fault.program = main;
            return new Steps<>(fault, fault.mainOf(main), fault.debugOf(debug), loopFactory);
          }
        };
  }

  protected final ReferenceAsyncio asyncio() {
    return Objects.requireNonNull(module);
  }

  protected final Awaitable<?> main() {
    return Objects.requireNonNull(program);
  }

  /** What runs as the program. */
  protected <T extends @Nullable Object> Awaitable<T> mainOf(Awaitable<T> main) {
    return main;
  }

  protected @Nullable Boolean debugOf(@Nullable Boolean debug) {
    return debug;
  }

  protected @Nullable Object execute(Callable<?> reference) throws Exception {
    return reference.call();
  }

  protected void checkNotNested(Runnable reference) {
    reference.run();
  }

  protected void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
    reference.run();
  }

  protected void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
    reference.run();
  }

  protected void shutDownGenerators(SelectorEventLoop loop, CleanUp reference) throws Exception {
    reference.run();
  }

  protected void closeLoop(SelectorEventLoop loop, Runnable reference) {
    reference.run();
  }

  /** A step that may raise. */
  @FunctionalInterface
  public interface CleanUp {
    void run() throws Exception;
  }

  /** The run of the reference, which asks the fault at each step. */
  private static final class Steps<T extends @Nullable Object> extends Program<T> {
    private final BrokenRun fault;

    Steps(
        BrokenRun fault,
        Awaitable<T> main,
        @Nullable Boolean debug,
        @Nullable Callable<? extends EventLoop> loopFactory) {
      super(fault.asyncio(), main, debug, loopFactory);
      this.fault = fault;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // A fault may well return something else.
    public T execute() throws Exception {
      return (T) fault.execute(super::execute);
    }

    @Override
    protected void checkNotNested() {
      fault.checkNotNested(super::checkNotNested);
    }

    @Override
    protected void cleanUp(EventLoop loop) throws Exception {
      fault.cleanUp((SelectorEventLoop) loop, () -> super.cleanUp(loop));
    }

    @Override
    protected void cancelAllTasks(EventLoop loop) throws Exception {
      fault.cancelAllTasks((SelectorEventLoop) loop, () -> super.cancelAllTasks(loop));
    }

    @Override
    protected void shutDownGenerators(EventLoop loop) throws Exception {
      fault.shutDownGenerators((SelectorEventLoop) loop, () -> super.shutDownGenerators(loop));
    }

    @Override
    protected void closeLoop(EventLoop loop) {
      fault.closeLoop((SelectorEventLoop) loop, () -> super.closeLoop(loop));
    }
  }
}
