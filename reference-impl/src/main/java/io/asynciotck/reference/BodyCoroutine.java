package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Step;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.stacks.CoroutineMechanism;
import io.asynciotck.reference.stacks.CoroutineStack;
import io.asynciotck.reference.stacks.Raise;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine made from a direct-style body.
 *
 * <p>Design: the body runs on a {@link CoroutineStack}, made at the first {@link #resume}. To
 * suspend, it notes what it waits for and leaves the stack; whoever drives it reads the note. A
 * throwable to be raised at the await is noted the same way before the stack is resumed. A
 * coroutine that is awaited by another one of the same module needs no stack: {@link #runInPlace}
 * is a plain call on the stack of that one. In a long chain one now and then gets a stack of its
 * own all the same: see {@link CoroutineMechanism#mostInPlace}.
 */
public class BodyCoroutine<T extends @Nullable Object> implements Coroutine<T>, Runnable {

  /*
   * CREATED to RUNNING by the first resume, then to and from SUSPENDED, to CLOSED at the end; CREATED
   * to AWAITED, and to CLOSED at the end, if another coroutine runs it in place; CREATED to CLOSED by
   * close and by a throwable. Numbers, because storing a reference in an old object costs a fence.
   */
  private static final int CREATED = 0;
  private static final int RUNNING = 1;
  private static final int SUSPENDED = 2;
  private static final int AWAITED = 3;
  private static final int CLOSED = 4;
  private static final List<String> STATE_NAMES =
      List.of("created", "running", "suspended", "awaited", "closed");

  private final BaseAsyncio asyncio;
  private final CoroutineBody<T> body;
  // Rule: coroutine.create.not-run
  private int state = CREATED;
  private @Nullable CoroutineStack stack;

  /** How many coroutines run on this one's stack, each in place of an await of the one before. */
  private int inPlace;

  /** Where it stood last among others; see {@link #firstPlaceAmong}. */
  private int placeNoted;

  private @Nullable AsyncFuture<?> waitsFor;
  private @Nullable Object sent;
  private @Nullable Throwable thrown;
  private @Nullable T result;
  private @Nullable Throwable failure;

  /** A coroutine of a module, which has not begun. */
  public BodyCoroutine(BaseAsyncio asyncio, CoroutineBody<T> body) {
    this.asyncio = asyncio;
    this.body = Objects.requireNonNull(body, "body");
  }

  boolean belongsTo(BaseAsyncio module) {
    return asyncio == module;
  }

  @Override
  public Step<T> send(@Nullable Object value) {
    if (state == CREATED && value != null) {
      throw new IllegalArgumentException(
          "A coroutine that has not begun takes null, not " + value + ": " + this);
    }
    sent = value;
    return step(null);
  }

  @Override
  public Step<T> throwInto(Throwable exception) {
    return step(Objects.requireNonNull(exception, "exception"));
  }

  @Override
  public void close() {
    switch (state) {
      // Rule: coroutine.close.unstarted
      case CREATED -> state = CLOSED;
      case CLOSED -> {}
      case RUNNING, AWAITED -> throw new IllegalStateException("The coroutine is running: " + this);
      default -> closeSuspended();
    }
  }

  private void closeSuspended() {
    // Rule: coroutine.close.clean-up, coroutine.close.innermost
    if (!resumeInnermost(new CoroutineExit())) {
      throw new IllegalStateException(
          "The coroutine awaited something while it was closed: " + this);
    }
    Throwable raised = failure;
    // Rule: coroutine.close.raised
    if (raised != null && !(raised instanceof CoroutineExit)) {
      throw Raise.asIs(raised);
    }
  }

  private Step<T> step(@Nullable Throwable exception) {
    if (!resumeInnermost(exception)) {
      // Rule: coroutine.throw.caught
      return new Step.Suspended<>(waitsFor);
    }
    // Rule: coroutine.send.returned
    return new Step.Returned<>(outcome());
  }

  /** As {@link #resume}, and notes this as the thread's innermost coroutine. */
  private boolean resumeInnermost(@Nullable Throwable exception) {
    asyncio.mechanism().reserveStack();
    ThreadState thread = asyncio.threads().here();
    BodyCoroutine<?> outer = thread.coroutine;
    thread.coroutine = this;
    try {
      return resume(exception);
    } finally {
      thread.coroutine = outer;
    }
  }

  /**
   * Runs from where it is to its next suspension or its end. By itself for the coroutine of the
   * current task, which is found through the task.
   *
   * @param exception what to raise at the await; null for nothing
   * @return true if the coroutine has ended, and has an {@link #outcome}; false if it {@link
   *     #waitsFor} something
   */
  @Seam
  protected boolean resume(@Nullable Throwable exception) {
    checkResumable();
    if (state == CREATED && exception != null) {
      failure = exception;
      state = CLOSED;
      return true;
    }
    thrown = exception;
    CoroutineStack mine = stack;
    if (mine == null) {
      mine = asyncio.mechanism().newStack(this, asyncio.threads());
      stack = mine;
    }
    state = RUNNING;
    // Rule: coroutine.send.start, coroutine.send.resume
    mine.resume();
    return state == CLOSED;
  }

  private void checkResumable() {
    switch (state) {
      case RUNNING -> throw new IllegalStateException("The coroutine is running: " + this);
      // Rule: coroutine.await.busy
      case AWAITED ->
          throw new IllegalStateException("Another coroutine is awaiting the coroutine: " + this);
      // Rule: coroutine.await.finished
      case CLOSED -> throw new IllegalStateException("The coroutine has ended already: " + this);
      default -> {}
    }
  }

  /** The body's work on its own stack. For the stack to call. */
  @Override
  public void run() {
    try {
      result = body.run();
    } catch (Throwable raised) {
      failure = raised;
    }
    stack = null;
    state = CLOSED;
  }

  /** What is being called in it while it is suspended: the innermost first. */
  StackTraceElement[] calls() {
    CoroutineStack mine = stack;
    return mine == null || state != SUSPENDED ? new StackTraceElement[0] : mine.calls();
  }

  /** What a suspended coroutine waits for; null for a bare yield. */
  public @Nullable AsyncFuture<?> waitsFor() {
    return waitsFor;
  }

  /** What an ended coroutine raised; null if it returned. */
  protected @Nullable Throwable failure() {
    return failure;
  }

  /** What an ended coroutine returned. */
  @SuppressWarnings("NullAway") // set if the body returned, and nullable only if T is
  protected T result() {
    return result;
  }

  private T outcome() {
    Throwable raised = failure;
    if (raised != null) {
      // Rule: coroutine.send.raised, coroutine.throw.uncaught
      throw Raise.asIs(raised);
    }
    return result();
  }

  private void checkAwaitable() {
    // Rule: coroutine.await.busy
    if (state == SUSPENDED) {
      throw new IllegalStateException("The coroutine is being awaited already: " + this);
    }
    checkResumable();
  }

  /**
   * The first place where this coroutine stands among others. Asked for its places in their order.
   *
   * <p>Design: it notes its place, and believes what it has noted where it finds itself there; so
   * nobody needs to take back what was noted for other ones. A hash table instead of this cost more
   * than half of a gather, and G1 keeps a large one long after its use, with all that it refers to.
   */
  int firstPlaceAmong(Awaitable<?>[] others, int place) {
    int noted = placeNoted;
    if (noted < place && others[noted] == this) {
      return noted;
    }
    placeNoted = place;
    return place;
  }

  /** Runs the body as a plain call, on the stack of the coroutine that awaits this one. */
  @Seam
  protected T runInPlace() throws Exception {
    checkAwaitable();
    state = AWAITED;
    try {
      // Rule: coroutine.await.result, coroutine.await.exception
      return body.run();
    } finally {
      state = CLOSED;
    }
  }

  /**
   * Suspends this coroutine, which is the one that runs.
   *
   * @param future what it waits for; null for a bare yield
   * @return what was sent to it
   */
  protected @Nullable Object suspend(@Nullable AsyncFuture<?> future) {
    CoroutineStack mine = stack;
    if (mine == null || state != RUNNING) {
      throw new AssertionError("Suspending a coroutine that does not run: " + this);
    }
    waitsFor = future;
    state = SUSPENDED;
    try {
      mine.suspend();
    } catch (Throwable refused) { // or there was no stack or no heap left for it
      state = RUNNING;
      throw refused;
    }
    waitsFor = null;
    Throwable raised = thrown;
    if (raised != null) {
      thrown = null;
      // Rule: coroutine.throw.suspension-point, coroutine.throw.innermost
      throw Raise.asIs(raised);
    }
    Object value = sent;
    sent = null;
    return value;
  }

  /** Waits for a future, in this coroutine. */
  @Seam
  protected <R extends @Nullable Object> R awaitFuture(AsyncFuture<R> future) throws Exception {
    if (!future.isDone()) {
      // Rule: task.step.suspends, task.step.others-run
      suspend(future);
      if (!future.isDone()) {
        throw new IllegalStateException(
            "The coroutine was resumed before what it awaits was done: " + future);
      }
    }
    // Rule: future.await.{result, exception, cancelled, repeatable}
    // Rule: task.await.{result, exception, cancelled}
    return future.result();
  }

  /** Waits for a coroutine of the same module. */
  <R extends @Nullable Object> R awaitOwn(BodyCoroutine<R> coroutine) throws Exception {
    if (inPlace == asyncio.mostInPlace) {
      coroutine.checkAwaitable();
      return awaitForeign(coroutine);
    }
    inPlace++;
    try {
      return coroutine.runInPlace();
    } finally {
      inPlace--;
    }
  }

  /** Waits for a coroutine that has a stack of its own: passes on what it suspends on. */
  <R extends @Nullable Object> R awaitForeign(Coroutine<R> coroutine) throws Exception {
    Step<R> step = coroutine.send(null);
    while (step instanceof Step.Suspended<R>(AsyncFuture<?> on)) {
      step = passOn(coroutine, on);
    }
    return ((Step.Returned<R>) step).value();
  }

  private <R extends @Nullable Object> Step<R> passOn(
      Coroutine<R> coroutine, @Nullable AsyncFuture<?> on) throws Exception {
    Object value;
    try {
      value = suspend(on);
    } catch (CoroutineExit closing) {
      coroutine.close();
      throw closing;
    } catch (Throwable raised) {
      return coroutine.throwInto(raised);
    }
    return coroutine.send(value);
  }

  @Override
  public String toString() {
    return "<coroutine " + body + " " + STATE_NAMES.get(state) + ">";
  }
}
