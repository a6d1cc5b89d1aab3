package io.asynciotck.tck.stranger;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Step;
import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;

/** A body in a thread of its own, which runs only while the one that drives it waits. */
final class TinyCoroutine<T> implements Coroutine<T> {
  private final TinyAsyncio asyncio;
  private final CoroutineBody<T> body;
  private final SynchronousQueue<Callable<Object>> toBody = new SynchronousQueue<>();
  private final SynchronousQueue<Callable<Step<T>>> toDriver = new SynchronousQueue<>();
  private boolean started;
  private boolean ended;

  TinyCoroutine(TinyAsyncio asyncio, CoroutineBody<T> body) {
    this.asyncio = asyncio;
    this.body = body;
  }

  @Override
  public Step<T> send(Object value) throws Exception {
    return resume(() -> value);
  }

  @Override
  public Step<T> throwInto(Throwable exception) throws Exception {
    return resume(() -> raise(exception));
  }

  private static Object raise(Throwable exception) throws Exception {
    if (exception instanceof Error error) {
      throw error;
    }
    throw (Exception) exception;
  }

  private Step<T> resume(Callable<Object> message) throws Exception {
    if (ended) {
      throw new IllegalStateException("The coroutine has ended");
    }
    TinyLoop loop = asyncio.running();
    if (!started) {
      started = true;
      Thread thread = new Thread(this::run, "body of a tiny coroutine");
      thread.setDaemon(true);
      thread.start();
    }
    toBody.put(() -> {
      asyncio.enter(loop);
      return message.call();
    });
    return toDriver.take().call();
  }

  private void run() {
    Callable<Step<T>> last;
    try {
      asyncio.coroutine.set(this);
      toBody.take().call();
      T value = body.run();
      last = () -> new Step.Returned<>(value);
    } catch (Exception raised) {
      last =
          () -> {
            throw raised;
          };
    } catch (Error raised) {
      last =
          () -> {
            throw raised;
          };
    }
    ended = true;
    answer(last);
  }

  /** In the thread of the body: gives the driver its turn, and waits for the next. */
  void suspend(AsyncFuture<?> on) throws Exception {
    answer(() -> new Step.Suspended<>(on));
    toBody.take().call();
  }

  private void answer(Callable<Step<T>> step) {
    try {
      toDriver.put(step);
    } catch (InterruptedException abandoned) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
