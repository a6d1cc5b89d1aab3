package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Context;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.InvalidStateException;
import io.asynciotck.reference.contexts.Contexts;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.RunningLoop;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.stacks.Raise;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A future bound to a loop.
 *
 * <p>Its waiters form a chain of entries in the order in which they came: done callbacks, and
 * tasks, which are their own entries. When the future is done the chain moves to the loop's ready
 * queue, entry by entry.
 */
public class LoopFuture<T extends @Nullable Object> extends ReadyEntry implements AsyncFuture<T> {

  /**
   * PENDING to FINISHED by a result, to FAILED by an exception, to CANCELLED by cancel. Nothing
   * leaves the other three.
   */
  protected enum State {
    PENDING,
    FINISHED,
    FAILED,
    CANCELLED
  }

  /** The loop that it is bound to. */
  protected final BaseEventLoop loop;

  // Rule: future.create.pending
  private State state = State.PENDING;

  /**
   * The result, the exception, or the error of the cancellation that was not raised yet, by state.
   * An exception that nobody has asked for yet is in its entry among the unseen ones.
   */
  private @Nullable Object outcome;

  private @Nullable String cancelMessage;
  private @Nullable ReadyEntry firstWaiting;
  private @Nullable ReadyEntry lastWaiting;

  /** A pending future. */
  public LoopFuture(BaseEventLoop loop) {
    this.loop = loop;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // outcome is a T in the state FINISHED
  public T result() throws Exception {
    return switch (state) {
      // Rule: future.result.value, task.result.value
      case FINISHED -> (T) outcome;
      // Rule: future.result.exception, task.result.exception
      case FAILED -> throw Raise.asIs(retrieve());
      // Rule: future.result.cancelled, task.result.cancelled
      case CANCELLED -> throw cancelledError();
      // Rule: future.result.pending, task.result.pending
      case PENDING -> throw new InvalidStateException("The result is not set: " + this);
    };
  }

  @Override
  public @Nullable Throwable exception() {
    return switch (state) {
      // Rule: future.exception.none, task.exception.none
      case FINISHED -> null;
      // Rule: future.exception.value, task.exception.value
      case FAILED -> retrieve();
      // Rule: future.exception.cancelled, task.exception.cancelled
      case CANCELLED -> throw cancelledError();
      // Rule: future.exception.pending, task.exception.pending
      case PENDING -> throw new InvalidStateException("The exception is not set: " + this);
    };
  }

  /** What awaiting a future, which is done, raises; null if it has a result. */
  protected static @Nullable Throwable raisedBy(AsyncFuture<?> future) {
    if (future instanceof LoopFuture<?> own) {
      return own.raised();
    }
    try {
      future.result();
      return null;
    } catch (Throwable raised) {
      return raised;
    }
  }

  private @Nullable Throwable raised() {
    return switch (state) {
      case FINISHED -> null;
      case FAILED -> retrieve();
      case CANCELLED -> cancelledError();
      case PENDING -> throw new AssertionError("Woken by a future that is not done: " + this);
    };
  }

  /** The exception, if there is one; nobody has seen it by that. */
  final @Nullable Throwable raisedQuietly() {
    return outcome instanceof UnseenExceptions.Unseen unseen
        ? unseen.exception
        : state == State.FAILED ? (Throwable) outcome : null;
  }

  private Throwable retrieve() {
    if (outcome instanceof UnseenExceptions.Unseen unseen) {
      outcome = unseen.exception;
      // Rule: future.exception.retrieved-silent
      loop.unseen.remove(unseen);
    }
    return Objects.requireNonNull((Throwable) outcome);
  }

  /** The error for whoever asks a cancelled future: the first time, the one that ended it. */
  protected final CancelledError cancelledError() {
    if (outcome instanceof CancelledError first) {
      outcome = null;
      return first;
    }
    return new CancelledError(cancelMessage);
  }

  /** The error that says of a future that it was cancelled; leaves the one that ended it. */
  protected static CancelledError cancellationOf(LoopFuture<?> cancelled) {
    return new CancelledError(cancelled.cancelMessage);
  }

  @Override
  public void setResult(T result) {
    leavePending(State.FINISHED, result);
  }

  @Override
  public void setException(Throwable exception) {
    leavePending(State.FAILED, Objects.requireNonNull(exception, "exception"));
  }

  @Override
  public boolean isDone() {
    // Rule: future.done.outcome, future.done.cancelled, task.done.pending
    return state != State.PENDING;
  }

  @Override
  public boolean isCancelled() {
    // Rule: future.cancelled.other-outcome, task.done.returned, task.done.raised
    return state == State.CANCELLED;
  }

  @Override
  public boolean cancel() {
    return cancelWith(null);
  }

  @Override
  public boolean cancel(String msg) {
    // Rule: future.cancel.accepts-message
    return cancelWith(Objects.requireNonNull(msg, "msg"));
  }

  /** Cancels it, with a message or without one, unless it is done; returns whether it did. */
  @Seam
  protected boolean cancelWith(@Nullable String msg) {
    if (isDone()) {
      // Rule: future.cancel.done-false, future.cancel.done-unchanged
      return false;
    }
    // Rule: future.cancel.at-once
    leaveCancelled(msg, null);
    // Rule: future.cancel.true
    return true;
  }

  /** Settles this future as cancelled, by an error that was raised already if there is one. */
  protected final void leaveCancelled(@Nullable String msg, @Nullable CancelledError error) {
    cancelMessage = msg;
    leavePending(State.CANCELLED, error);
  }

  /** Settles this future. The only place where its state changes. */
  protected final void leavePending(State settled, @Nullable Object how) {
    // Rule: future.set-result.once, future.set-exception.once
    if (state != State.PENDING) {
      throw new InvalidStateException("Cannot settle what is done: " + this);
    }
    state = settled;
    outcome =
        settled == State.FAILED && how instanceof Throwable exception
            ? loop.unseen.add(this, exception)
            : how;
    if (firstWaiting != null) {
      // Rule: future.cancel.callbacks, future.done-callback.{on-result, on-exception}
      // Rule: task.done-callback.runs
      scheduleCallbacks();
    }
  }

  /** Gives the loop everybody who waits for this future. */
  @Seam
  protected void scheduleCallbacks() {
    ReadyEntry entry = firstWaiting;
    firstWaiting = null;
    lastWaiting = null;
    // Rule: future.await.many-waiters
    while (entry != null) {
      ReadyEntry following = entry.next();
      entry.linkTo(null);
      // Rule: future.done-callback.not-immediate, future.done-callback.call-soon
      // Rule: task.done-callback.call-soon
      loop.schedule(entry);
      entry = following;
    }
  }

  @Override
  public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
    // Rule: future.done-callback.context-current
    addIn(loop.asyncio.contexts().copyOfCurrent(), callback);
  }

  @Override
  public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback, Context context) {
    // Rule: future.done-callback.context-given
    addIn(Contexts.own(context), callback);
  }

  private void addIn(@Nullable VariableContext context, Consumer<? super AsyncFuture<T>> callback) {
    addWaiting(
        context == null
            ? new DoneCallback<>(this, callback)
            : new BoundDoneCallback<>(this, callback, context));
  }

  /** Lets an entry run when this future is done, or soon if it is. */
  @Seam
  public void addWaiting(ReadyEntry entry) {
    if (isDone()) {
      // Rule: future.done-callback.already-done
      loop.schedule(entry);
      return;
    }
    ReadyEntry before = lastWaiting;
    if (before == null) {
      firstWaiting = entry;
    } else {
      before.linkTo(entry);
    }
    lastWaiting = entry;
  }

  /** What was added last to what waits for this future; null if that has its turn already. */
  @Seam
  public @Nullable ReadyEntry lastWaiting() {
    return lastWaiting;
  }

  /** What it calls when it is done. */
  final List<Consumer<?>> callbacks() {
    List<Consumer<?>> callbacks = new ArrayList<>();
    for (ReadyEntry entry = firstWaiting; entry != null; entry = entry.next()) {
      if (entry instanceof DoneCallback<?> waiting) {
        callbacks.add(waiting.callback());
      }
    }
    return callbacks;
  }

  /** Whether a future has been given this callback, and nobody has given it one since. */
  protected static boolean isLastCallback(
      AsyncFuture<?> future, Consumer<AsyncFuture<?>> callback) {
    return future instanceof LoopFuture<?> own
        && own.lastWaiting() instanceof DoneCallback<?> last
        && last.callback() == callback;
  }

  @Override
  public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
    // Rule: future.remove-done-callback.absent
    int removed = 0;
    ReadyEntry kept = null;
    ReadyEntry entry = firstWaiting;
    while (entry != null) {
      ReadyEntry following = entry.next();
      // Rule: future.remove-done-callback.equality
      if (entry instanceof DoneCallback<?> candidate && candidate.callback().equals(callback)) {
        // Rule: future.remove-done-callback.not-run, task.remove-done-callback.not-run
        unlink(kept, entry);
        // Rule: future.remove-done-callback.count
        removed++;
      } else {
        kept = entry;
      }
      entry = following;
    }
    return removed;
  }

  private void unlink(@Nullable ReadyEntry before, ReadyEntry entry) {
    if (before == null) {
      firstWaiting = entry.next();
    } else {
      before.linkTo(entry.next());
    }
    if (lastWaiting == entry) {
      lastWaiting = before;
    }
    entry.linkTo(null);
  }

  @Override
  public EventLoop getLoop() {
    // Rule: future.get-loop.owner
    return loop;
  }

  /** A future never waits for a turn; tasks do. */
  @Override
  public void run(RunningLoop running) {
    throw new AssertionError("A future was run: " + this);
  }

  @Override
  public String toString() {
    return "<Future " + description() + ">";
  }

  /** Its state in words. */
  protected final String description() {
    return switch (state) {
      case PENDING -> "pending";
      case FINISHED -> "finished result=" + outcome;
      case FAILED -> "finished exception=" + outcome;
      case CANCELLED -> "cancelled";
    };
  }
}
