package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.Step;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.File;
import io.asynciotck.reference.contexts.Contextual;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.queue.RunningLoop;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.stacks.Raise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A future that runs a coroutine, step by step.
 *
 * <p>Design: a task has at most one turn ahead of it: its next step, or the wake-up by the one
 * future that it waits for. So it is its own entry, in the future's chain and in the ready queue,
 * and steps allocate nothing. A coroutine of this module is resumed directly; any other is driven
 * by {@code send} and {@code throwInto}.
 */
public class CoroutineTask<T extends @Nullable Object> extends LoopFuture<T>
    implements Task<T>, Contextual {
  final Coroutine<T> coroutine;
  private @Nullable String name;
  private final long number;

  /** What the coroutine waits for, from its suspension to its next step. */
  private @Nullable AsyncFuture<?> waitsFor;

  /** What the next step raises in the coroutine, where the task itself found the mistake. */
  private @Nullable Throwable mistake;

  /** What the coroutine runs in; null as long as there is nothing in it. */
  private @Nullable VariableContext context;

  private boolean mustCancel;
  private boolean hasEndedAtOnce;
  private @Nullable String requestMessage;
  private int cancelRequests;

  /** Neighbours in the loop's {@link TaskList}. */
  @Nullable CoroutineTask<?> before;

  @Nullable CoroutineTask<?> after;

  /** A task whose first step is not scheduled yet; without a name it is named after its number. */
  public CoroutineTask(
      BaseEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
    super(loop);
    this.coroutine = Objects.requireNonNull(coroutine, "coro");
    this.name = name;
    this.number = number;
  }

  /** Takes its turn: wakes from what it waits for, or goes on. */
  @Override
  @Seam
  public void run(RunningLoop running) {
    AsyncFuture<?> awaited = waitsFor;
    if (awaited == null) {
      Throwable exception = mistake;
      mistake = null;
      step(exception);
    } else {
      wakeUp(awaited);
    }
  }

  /** Goes on with what the awaited future has: its exception is raised in the coroutine. */
  @Seam
  protected void wakeUp(AsyncFuture<?> awaited) {
    // Rule: task.await.cancelled-caught
    step(raisedBy(awaited));
  }

  /** Runs the coroutine to its next suspension or its end. */
  @Seam
  protected void step(@Nullable Throwable exception) {
    if (isDone()) {
      throw new AssertionError("A step of a task that is done: " + this);
    }
    Throwable raise = exception;
    if (mustCancel) {
      mustCancel = false;
      if (!(raise instanceof CancelledError)) {
        // Rule: task.cancel.again
        // Rule: task.cancel.not-exception
        raise = new CancelledError(requestMessage);
      }
    }
    waitsFor = null;
    CurrentContext thread = loop.currentContext();
    VariableContext mine = context;
    if (mine == null) {
      stepIn(raise);
      // Rule: create-task.context.{kept, awaited}
      context = thread.leave();
    } else {
      VariableContext before = mine.enter(thread);
      try {
        stepIn(raise);
      } finally {
        mine.leave(thread, before);
      }
    }
  }

  /**
   * Runs the first step at once, inside of what makes the task: that is set aside meanwhile, with
   * its task, its context and the coroutine that it drives itself.
   */
  @Seam
  protected void begin() {
    ThreadState thread = loop.asyncio.threads().here();
    BodyCoroutine<?> driven = thread.coroutine;
    CurrentContext contexts = loop.currentContext();
    // Rule: eager-task.start.{at-once, nested}, eager-task.current.{itself, restored}
    // Rule: eager-task.start.until-blocked, eager-task.blocked.goes-on
    // Rule: eager-task.cancel.{blocked, itself}
    CoroutineTask<?> maker = loop.exchangeCurrentTask(null);
    thread.coroutine = null;
    loop.asyncio.mechanism().reserveStack();
    try {
      beginIn(contexts);
    } finally {
      thread.coroutine = driven;
      loop.exchangeCurrentTask(maker);
      // Rule: eager-task.finished.{returned, raised, not-listed, no-coroutine}
      hasEndedAtOnce = isDone();
    }
  }

  private void beginIn(CurrentContext thread) {
    VariableContext before = thread.context();
    if (before != null && before == context) {
      // Rule: eager-task.current.not-started
      stepIn(null); // what was given is the context of the one that makes the task
      return;
    }
    // Rule: eager-task.context.{copied, kept, given}
    thread.exchange(null);
    try {
      step(null);
    } finally {
      thread.exchange(before);
    }
  }

  private void stepIn(@Nullable Throwable raise) {
    // Rule: task.step.exclusive, current-task.coroutine.itself
    loop.enterTask(this);
    try {
      advance(raise);
    } finally {
      // Rule: current-task.callback.none
      loop.leaveTask(this);
    }
  }

  /** What its coroutine waits for; null if that is nothing, or not known. */
  public @Nullable AsyncFuture<?> awaited() {
    return waitsFor;
  }

  /** Says in which context the coroutine is to run. */
  @Seam
  protected void runIn(@Nullable VariableContext given) {
    context = given;
  }

  @Override
  public @Nullable VariableContext ownContext() {
    return context;
  }

  @Override
  public Context getContext() {
    VariableContext mine = context;
    // Rule: task.get-context.{given, running}
    if (mine != null) {
      return mine;
    }
    if (loop.currentTask() == this) {
      return loop.currentContext().made();
    }
    mine = new VariableContext();
    context = mine;
    return mine;
  }

  private void advance(@Nullable Throwable exception) {
    if (coroutine instanceof BodyCoroutine<T> own && own.belongsTo(loop.asyncio)) {
      advanceOwn(own, exception);
    } else {
      advanceForeign(exception);
    }
  }

  private void advanceOwn(BodyCoroutine<T> own, @Nullable Throwable exception) {
    boolean hasEnded;
    try {
      hasEnded = own.resume(exception);
    } catch (Throwable refused) {
      fail(refused);
      return;
    }
    Throwable raised = own.failure();
    if (!hasEnded) {
      // Rule: task.cancel.cleanup
      suspendOn(own.waitsFor());
    } else if (raised != null) {
      // Rule: task.cancel.other-exception
      fail(raised);
    } else {
      finish(own.result());
    }
  }

  private void advanceForeign(@Nullable Throwable exception) {
    Step<T> step;
    try {
      step = exception == null ? coroutine.send(null) : coroutine.throwInto(exception);
    } catch (Throwable raised) {
      fail(raised);
      return;
    }
    switch (step) {
      case Step.Suspended<T>(AsyncFuture<?> on) -> suspendOn(on);
      case Step.Returned<T>(T value) -> finish(value);
    }
  }

  private void finish(T value) {
    // Rule: all-tasks.done.absent
    loop.forgetTask(this);
    if (mustCancel) {
      mustCancel = false;
      leaveCancelled(requestMessage, null);
    } else {
      // Rule: task.cancel.denied
      leavePending(State.FINISHED, value);
    }
  }

  private void fail(Throwable raised) {
    // Rule: all-tasks.done.absent
    loop.forgetTask(this);
    if (raised instanceof CancelledError cancelled) {
      // Rule: task.cancelled.propagated, task.cancel.message-awaiter
      leaveCancelled(requestMessage, cancelled);
      return;
    }
    leavePending(State.FAILED, raised);
    // Rule: task.exit-request.leaves-loop
    if (raised instanceof SystemExit || raised instanceof KeyboardInterrupt) {
      throw Raise.asIs(raised);
    }
  }

  private void suspendOn(@Nullable AsyncFuture<?> future) {
    if (future == null) {
      loop.schedule(this);
    } else if (future.getLoop() != loop) {
      refuse("The task awaits a future of another loop: " + this + " awaits " + future);
    } else if (future == this) {
      refuse("The task awaits itself: " + this);
    } else {
      waitFor(future);
    }
  }

  private void refuse(String why) {
    mistake = new IllegalStateException(why);
    loop.schedule(this);
  }

  private void waitFor(AsyncFuture<?> future) {
    waitsFor = future;
    if (future instanceof LoopFuture<?> own) {
      // Rule: task.step.resumes
      own.addWaiting(this);
    } else {
      future.addDoneCallback(_ -> runFromOutside());
    }
    if (mustCancel && cancelAwaited(future, requestMessage)) {
      mustCancel = false;
    }
  }

  /** Takes its turn on the stack of whoever finished a future that is not of this module. */
  private void runFromOutside() {
    loop.asyncio.mechanism().reserveStack();
    run(loop);
  }

  @Override
  protected boolean cancelWith(@Nullable String msg) {
    if (isDone()) {
      // Rule: task.cancel.done-false
      return false;
    }
    cancelRequests++;
    AsyncFuture<?> awaited = waitsFor;
    // Rule: task.cancel.{awaited-future, awaited-task, chain, next-iteration, request}
    // Rule: task.cancel.{awaited-future-others, awaited-task-others}
    if (awaited != null && cancelAwaited(awaited, msg)) {
      return true;
    }
    // Rule: task.cancel.request, task.cancel.lost-result
    mustCancel = true;
    requestMessage = msg;
    // Rule: task.cancel.true
    return true;
  }

  private static boolean cancelAwaited(AsyncFuture<?> future, @Nullable String msg) {
    return msg == null ? future.cancel() : future.cancel(msg);
  }

  /** Whether there is a request to cancel that is still to be raised in the coroutine. */
  public final boolean isToBeCancelled() {
    return mustCancel;
  }

  @Override
  @Seam
  public int cancelling() {
    // Rule: task.cancelling.{count, not-cancelled}
    return cancelRequests;
  }

  @Override
  @Seam
  public int uncancel() {
    // Rule: task.uncancel.remaining, task.uncancel.done
    if (cancelRequests > 0) {
      cancelRequests--;
      if (cancelRequests == 0) {
        // Rule: task.uncancel.rescinded
        mustCancel = false;
      }
    }
    return cancelRequests;
  }

  @Override
  public void setResult(T result) {
    // Rule: task.set-result.refused
    throw new IllegalStateException("A task has no result to be set: " + this);
  }

  @Override
  public void setException(Throwable exception) {
    // Rule: task.set-exception.refused
    throw new IllegalStateException("A task has no exception to be set: " + this);
  }

  @Override
  public @Nullable Coroutine<T> getCoro() {
    // Rule: task.get-coro.same, eager-task.blocked.coroutine
    return hasEndedAtOnce ? null : coroutine;
  }

  @Override
  public String getName() {
    String mine = name;
    // Rule: task.name.default, task.name.given
    return mine == null ? "Task-" + number : mine;
  }

  @Override
  public void setName(Object value) {
    // Rule: task.name.{set, any-object}, eager-task.name.kept
    name = Objects.requireNonNull(value, "value").toString();
  }

  @Override
  public List<Object> getStack() {
    return TaskStack.of(this);
  }

  @Override
  public List<Object> getStack(int limit) {
    return TaskStack.of(this, limit);
  }

  @Override
  public void printStack(File file) throws IOException {
    printStack(getStack(), file);
  }

  @Override
  public void printStack(int limit, File file) throws IOException {
    // Rule: task.print-stack.limit
    printStack(getStack(limit), file);
  }

  private void printStack(List<Object> places, File file) throws IOException {
    // Rule: task.print-stack.{file, frames}
    String text = TaskStack.text(toString(), places, raisedQuietly());
    file.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    // Rule: task.name.shown
    String waiting = waitsFor == null ? "" : " waits for " + waitsFor;
    return "<Task " + getName() + " " + description() + " coro=" + coroutine + waiting + ">";
  }
}
