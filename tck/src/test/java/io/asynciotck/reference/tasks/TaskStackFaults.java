package io.asynciotck.reference.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.File;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in where a task is. */
final class TaskStackFaults {

  private TaskStackFaults() {}

  @Fault(
      what = "A task that waits is nowhere.",
      breaks = {"task.get-stack.suspended"})
  static final class WaitsNowhere<T extends @Nullable Object> extends CoroutineTask<T> {
    WaitsNowhere(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public List<Object> getStack() {
      return isDone() ? super.getStack() : List.of();
    }
  }

  @Fault(
      what = "A task that is done is somewhere.",
      breaks = {"task.get-stack.returned"})
  static final class StaysWhereItWas<T extends @Nullable Object> extends CoroutineTask<T> {
    StaysWhereItWas(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public List<Object> getStack() {
      List<Object> stack = super.getStack();
      return isDone() && stack.isEmpty() ? List.of("the end") : stack;
    }
  }

  @Fault(
      what = "A task that has raised is nowhere.",
      breaks = {"task.get-stack.raised"})
  static final class ForgetsTheTraceback<T extends @Nullable Object> extends CoroutineTask<T> {
    ForgetsTheTraceback(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public List<Object> getStack() {
      return isDone() ? List.of() : super.getStack();
    }
  }

  @Fault(
      what = "The limit of get_stack is not looked at.",
      breaks = {"task.get-stack.limit", "task.print-stack.frames", "task.print-stack.limit"})
  static final class KnowsNoLimit<T extends @Nullable Object> extends CoroutineTask<T> {
    KnowsNoLimit(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public List<Object> getStack(int limit) {
      return getStack();
    }
  }

  @Fault(
      what = "With a limit a task that waits is nowhere.",
      breaks = {"task.get-stack.limit"})
  static final class WaitsNowhereWithinALimit<T extends @Nullable Object> extends CoroutineTask<T> {
    WaitsNowhereWithinALimit(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public List<Object> getStack(int limit) {
      return isDone() ? super.getStack(limit) : List.of();
    }
  }

  @Fault(
      what = "Of a traceback the newest frames are left by a limit.",
      breaks = {"task.get-stack.limit-oldest"})
  static final class KeepsTheNewest<T extends @Nullable Object> extends CoroutineTask<T> {
    KeepsTheNewest(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public List<Object> getStack(int limit) {
      List<Object> all = getStack();
      return all.subList(Math.max(all.size() - limit, 0), all.size());
    }
  }

  @Fault(
      what = "A traceback begins with its newest frame.",
      breaks = {"task.get-stack.limit-oldest"})
  static final class BeginsWithTheNewest<T extends @Nullable Object> extends CoroutineTask<T> {
    BeginsWithTheNewest(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public List<Object> getStack() {
      return super.getStack().reversed();
    }
  }

  @Fault(
      what = "print_stack prints nothing.",
      breaks = {"task.print-stack.file", "task.print-stack.frames"})
  static final class PrintsNothing<T extends @Nullable Object> extends CoroutineTask<T> {
    PrintsNothing(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void printStack(File file) {}
  }

  @Fault(
      what = "print_stack prints the oldest frame alone.",
      breaks = {"task.print-stack.frames"})
  static final class PrintsOneFrame<T extends @Nullable Object> extends CoroutineTask<T> {
    PrintsOneFrame(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void printStack(File file) throws IOException {
      printStack(1, file);
    }
  }

  @Fault(
      what = "print_stack prints two frames more than its limit.",
      breaks = {"task.print-stack.frames", "task.print-stack.limit"})
  static final class PrintsTwoMore<T extends @Nullable Object> extends CoroutineTask<T> {
    PrintsTwoMore(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void printStack(int limit, File file) throws IOException {
      super.printStack(limit < getStack().size() - 1 ? limit + 2 : limit, file);
    }
  }
}
