package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.StopAsyncIterationException;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.OpenGenerators;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** An asynchronous generator that gives some values, and awaits a clean-up at its end. */
final class ValuesGenerator<T extends @Nullable Object>
    implements AsyncGenerator<T>, OpenGenerators.Held {

  /** CREATED to OPEN by the first step, OPEN to ENDING before the clean-up, and to ENDED. */
  private enum State {
    CREATED,
    OPEN,
    ENDING,
    ENDED
  }

  private final BaseAsyncio asyncio;
  private final Iterator<T> values;
  private final Callable<? extends Coroutine<?>> cleanUp;
  private final WeakReference<Object> handle;
  private State state = State.CREATED;
  private @Nullable OpenGenerators generators;

  /**
   * A generator that has not begun, and so belongs to no loop.
   *
   * @param handle what the program has of it
   */
  ValuesGenerator(
      BaseAsyncio asyncio,
      List<T> values,
      Callable<? extends Coroutine<?>> cleanUp,
      Object handle) {
    this.asyncio = asyncio;
    this.values = values.iterator();
    this.cleanUp = cleanUp;
    this.handle = new WeakReference<>(handle);
  }

  @Override
  public boolean isHeld() {
    return !handle.refersTo(null);
  }

  @Override
  public Awaitable<T> next() {
    return asyncio.coroutine(() -> {
      if (state == State.CREATED) {
        state = State.OPEN;
        generators = asyncio.openGenerators();
        generators.begins(this);
      }
      checkNotEnding();
      if (state == State.OPEN && values.hasNext()) {
        return values.next();
      }
      end();
      throw new StopAsyncIterationException();
    });
  }

  @Override
  public Awaitable<@Nullable Void> aclose() {
    return asyncio.coroutine(() -> {
      checkNotEnding();
      end();
      return null;
    });
  }

  private void checkNotEnding() {
    if (state == State.ENDING) {
      throw new IllegalStateException("The asynchronous generator is running already: " + this);
    }
  }

  /** Runs the clean-up, if there is something to clean up. */
  private void end() throws Exception {
    OpenGenerators of = generators;
    if (state != State.OPEN || of == null) {
      state = State.ENDED;
      return;
    }
    state = State.ENDING;
    try {
      asyncio.await(cleanUp.call());
    } finally {
      state = State.ENDED;
      of.ended(this);
    }
  }

  @Override
  public String toString() {
    return "<asynchronous generator " + state.name().toLowerCase(Locale.ROOT) + ">";
  }
}
