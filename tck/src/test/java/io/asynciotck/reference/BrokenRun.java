package io.asynciotck.reference;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a program, step by step as the reference has it; a fault overrides one step. */
abstract class BrokenRun {
  private @Nullable ReferenceAsyncio module;
  private @Nullable Awaitable<?> program;

  /** A module in which each {@code run} is such a run. */
  static Function<LoopClock, Asyncio> runs(Supplier<BrokenRun> maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          <T extends @Nullable Object> ProgramRun<T> newProgramRun(
              Awaitable<T> main, @Nullable Boolean debug) {
            BrokenRun fault = maker.get();
            fault.module = this;
            fault.program = main;
            return new Steps<>(fault, fault.mainOf(main), fault.debugOf(debug));
          }
        };
  }

  final ReferenceAsyncio asyncio() {
    return Objects.requireNonNull(module);
  }

  final Awaitable<?> main() {
    return Objects.requireNonNull(program);
  }

  /** What runs as the program. */
  <T extends @Nullable Object> Awaitable<T> mainOf(Awaitable<T> main) {
    return main;
  }

  @Nullable Boolean debugOf(@Nullable Boolean debug) {
    return debug;
  }

  @Nullable Object execute(Callable<?> reference) throws Exception {
    return reference.call();
  }

  void checkNotNested(Runnable reference) {
    reference.run();
  }

  void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
    reference.run();
  }

  void cancelAllTasks(SelectorEventLoop loop, CleanUp reference) throws Exception {
    reference.run();
  }

  void closeLoop(SelectorEventLoop loop, Runnable reference) {
    reference.run();
  }

  /** A step that may raise. */
  @FunctionalInterface
  interface CleanUp {
    void run() throws Exception;
  }

  /** The run of the reference, which asks the fault at each step. */
  private static final class Steps<T extends @Nullable Object> extends ProgramRun<T> {
    private final BrokenRun fault;

    Steps(BrokenRun fault, Awaitable<T> main, @Nullable Boolean debug) {
      super(fault.asyncio(), main, debug);
      this.fault = fault;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // A fault may well return something else.
    T execute() throws Exception {
      return (T) fault.execute(super::execute);
    }

    @Override
    void checkNotNested() {
      fault.checkNotNested(super::checkNotNested);
    }

    @Override
    void cleanUp(SelectorEventLoop loop) throws Exception {
      fault.cleanUp(loop, () -> super.cleanUp(loop));
    }

    @Override
    void cancelAllTasks(SelectorEventLoop loop) throws Exception {
      fault.cancelAllTasks(loop, () -> super.cancelAllTasks(loop));
    }

    @Override
    void closeLoop(SelectorEventLoop loop) {
      fault.closeLoop(loop, () -> super.closeLoop(loop));
    }
  }
}
