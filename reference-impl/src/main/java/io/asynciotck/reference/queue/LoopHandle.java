package io.asynciotck.reference.queue;

import io.asynciotck.api.Context;
import io.asynciotck.api.Handle;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.contexts.BoundCallback;
import io.asynciotck.reference.contexts.Contextual;
import io.asynciotck.reference.contexts.VariableContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A callback that a loop was asked to run. Without a callback it is cancelled. */
public class LoopHandle extends ReadyEntry implements Handle, Contextual {
  private @Nullable Runnable callback;

  /** The handle of a callback, in no queue yet. */
  public LoopHandle(Runnable callback) {
    this.callback = Objects.requireNonNull(callback, "callback");
  }

  @Override
  public void cancel() {
    // Rule: handle.cancel.twice, handle.cancel.after-run, handle.cancel.only-its-own
    callback = null;
  }

  @Override
  public boolean isCancelled() {
    // Rule: handle.cancelled.before, handle.cancelled.after-cancel
    return callback == null;
  }

  @Override
  public @Nullable VariableContext ownContext() {
    return callback instanceof BoundCallback bound ? bound.ownContext() : null;
  }

  @Override
  public Context getContext() {
    VariableContext context = ownContext();
    if (context == null) {
      context = new VariableContext();
      Runnable work = callback;
      if (work != null) {
        callback = new BoundCallback(context, work);
      }
    }
    // Rule: handle.get-context.{given, current}
    return context;
  }

  @Override
  public boolean isCalledOff() {
    return isCancelled();
  }

  @Override
  public void run(RunningLoop loop) {
    // Rule: handle.cancelled.after-run
    Runnable work = callback;
    if (work == null) {
      return; // cancelled since the loop looked: in debug mode it reads its clock in between
    }
    try {
      work.run();
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      // Rule: loop.exception-handler.{called, called-for-timer, loop-goes-on, batch-goes-on}
      // Rule: loop.exception-handler.stops
      loop.report(Report.of("Exception in callback " + work, raised).with("handle", this));
    }
  }

  @Override
  public String toString() {
    return "<Handle " + description() + ">";
  }

  /** What it calls, in words. */
  protected final String description() {
    Runnable work = callback;
    return work == null ? "cancelled" : work.toString();
  }
}
