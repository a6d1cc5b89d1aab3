package io.asynciotck.tck.stranger;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Step;
import io.asynciotck.api.Task;

/** Drives a coroutine, one step per callback. */
final class TinyTask<T> extends TinyFuture<T> implements Task<T> {
  private final Coroutine<T> coroutine;
  private String name;
  private AsyncFuture<?> waitsFor;
  private boolean cancelRequested;
  private int requests;

  TinyTask(TinyLoop loop, Coroutine<T> coroutine, String name) {
    super(loop);
    this.coroutine = coroutine;
    this.name = name;
    loop.tasks.add(this);
    loop.callSoon(this::step);
  }

  @Override
  public int cancelling() {
    return requests;
  }

  @Override
  public int uncancel() {
    requests = Math.max(0, requests - 1);
    cancelRequested &= requests > 0;
    return requests;
  }

  private void step() {
    TinyTask<?> outer = loop.currentTask;
    loop.currentTask = this;
    waitsFor = null;
    try {
      follow(resume());
    } catch (Exception | CancelledError raised) {
      end(null, raised);
    } catch (Error fatal) {
      end(null, fatal);
      throw fatal;
    } finally {
      loop.currentTask = outer;
    }
  }

  private Step<T> resume() throws Exception {
    if (cancelRequested) {
      cancelRequested = false;
      return coroutine.throwInto(new CancelledError());
    }
    return coroutine.send(null);
  }

  private void follow(Step<T> step) {
    if (step instanceof Step.Returned<T> returned) {
      end(returned.value(), null);
      return;
    }
    waitsFor = ((Step.Suspended<T>) step).on();
    if (waitsFor == null) {
      loop.callSoon(this::step);
    } else {
      waitsFor.addDoneCallback(settled -> step());
    }
  }

  private void end(T value, Throwable raised) {
    loop.tasks.remove(this);
    settle(value, raised);
  }

  @Override
  public boolean cancel() {
    if (isDone()) {
      return false;
    }
    cancelRequested = waitsFor == null || !waitsFor.cancel();
    return true;
  }

  @Override
  public Coroutine<T> getCoro() {
    return coroutine;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public void setName(Object value) {
    name = value.toString();
  }
}
