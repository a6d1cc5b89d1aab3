package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncSemaphore;
import org.jspecify.annotations.Nullable;

/**
 * A counter that tasks take from. What is given back while somebody waits belongs to the first who
 * waits, and is never in the counter.
 */
public class TaskSemaphore extends LoopOfOne implements AsyncSemaphore {
  final WaitingLine line = new WaitingLine(this);
  int value;

  /** A semaphore with so much in its counter. */
  @SuppressWarnings("this-escape") // it is only kept
  public TaskSemaphore(Asyncio asyncio, int value) {
    super(asyncio);
    if (value < 0) {
      throw new IllegalArgumentException("The counter of a semaphore is not negative: " + value);
    }
    this.value = value;
  }

  /** What is in the counter. */
  protected final int value() {
    return value;
  }

  @Override
  public Coroutine<Boolean> acquire() {
    return asyncio.coroutine(this::take);
  }

  /** Takes one, in a coroutine. */
  protected boolean take() throws Exception {
    if (value == 0) {
      waitForTurn();
    } else {
      value--;
    }
    return true;
  }

  /** Waits in line until one was given to this task. */
  protected void waitForTurn() throws Exception {
    Waiter waiter = line.join();
    try {
      line.await(asyncio, waiter);
    } catch (Throwable raised) {
      if (waiter.wasCalled()) {
        giveBack();
      }
      throw raised;
    }
  }

  @Override
  public void release() {
    giveBack();
  }

  /** Gives one to the first who waits, or else to the counter. */
  protected void giveBack() {
    if (!line.callNext()) {
      value++;
    }
  }

  @Override
  public boolean isLocked() {
    return value == 0;
  }

  @Override
  public Coroutine<@Nullable Object> enter() {
    return asyncio.coroutine(() -> {
      take();
      return null;
    });
  }

  @Override
  public Coroutine<@Nullable Object> exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
    return asyncio.coroutine(() -> {
      release();
      return null;
    });
  }

  @Override
  public String toString() {
    return "<Semaphore value=" + value + " waiters=" + line.length() + ">";
  }
}
