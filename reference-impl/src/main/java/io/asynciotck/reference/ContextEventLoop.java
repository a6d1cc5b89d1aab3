package io.asynciotck.reference;

import io.asynciotck.api.Callback;
import io.asynciotck.api.Context;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.contexts.Contexts;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a callback comes to a loop: with arguments and without, in a context that is
 * given or in a copy of the current one. The page {@code contexts} of the specification.
 */
public abstract class ContextEventLoop extends BaseEventLoop {
  /** The context variables of its module. */
  private final Contexts contexts;

  ContextEventLoop(BaseAsyncio asyncio, LoopClock clock) {
    super(asyncio, clock);
    this.contexts = asyncio.contexts();
  }

  /** Schedules what is bound to its context already, for the next iteration. */
  abstract Handle soon(Runnable callback);

  /** Schedules what is bound to its context already, from any thread. */
  abstract Handle soonThreadsafe(Runnable callback);

  /** Schedules what is bound to its context already, for a time. */
  abstract TimerHandle at(long whenNanos, Runnable callback);

  private static Runnable withArguments(Callback callback, @Nullable Object[] args) {
    Objects.requireNonNull(callback, "callback");
    // Rule: loop.call-soon.arguments, loop.call-soon-threadsafe.arguments
    // Rule: loop.call-later.arguments, loop.call-at.arguments
    // Rule: handle.cancel.with-arguments, timer-handle.cancel.with-arguments
    return () -> callback.call(args);
  }

  @Override
  public Handle callSoon(Runnable callback) {
    // Rule: loop.call-soon.{context-current, context-copied}
    return soon(contexts.bound(callback));
  }

  @Override
  public Handle callSoon(Callback callback, @Nullable Object... args) {
    return callSoon(withArguments(callback, args));
  }

  @Override
  public Handle callSoon(Context context, Callback callback, @Nullable Object... args) {
    // Rule: loop.call-soon.context-given
    return soon(contexts.bound(context, withArguments(callback, args)));
  }

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    // Rule: loop.call-soon-threadsafe.context-current
    return soonThreadsafe(contexts.bound(callback));
  }

  @Override
  public Handle callSoonThreadsafe(Callback callback, @Nullable Object... args) {
    return callSoonThreadsafe(withArguments(callback, args));
  }

  @Override
  public Handle callSoonThreadsafe(Context context, Callback callback, @Nullable Object... args) {
    // Rule: loop.call-soon-threadsafe.context-given
    return soonThreadsafe(contexts.bound(context, withArguments(callback, args)));
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    // Rule: loop.call-later.{deadline, timer-handle, negative}
    // Rule: loop.call-later.context-current
    return at(time().plus(delay).nanos(), contexts.bound(callback));
  }

  @Override
  public TimerHandle callLater(Duration delay, Callback callback, @Nullable Object... args) {
    return callLater(delay, withArguments(callback, args));
  }

  @Override
  public TimerHandle callLater(
      Context context, Duration delay, Callback callback, @Nullable Object... args) {
    // Rule: loop.call-later.context-given
    return at(time().plus(delay).nanos(), contexts.bound(context, withArguments(callback, args)));
  }

  @Override
  public TimerHandle callAt(LoopTime when, Runnable callback) {
    // Rule: loop.call-at.{same-clock, timer-handle}
    // Rule: loop.call-at.context-current
    return at(when.nanos(), contexts.bound(callback));
  }

  @Override
  public TimerHandle callAt(LoopTime when, Callback callback, @Nullable Object... args) {
    return callAt(when, withArguments(callback, args));
  }

  @Override
  public TimerHandle callAt(
      Context context, LoopTime when, Callback callback, @Nullable Object... args) {
    // Rule: loop.call-at.context-given
    return at(when.nanos(), contexts.bound(context, withArguments(callback, args)));
  }
}
