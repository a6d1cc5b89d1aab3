package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Step;
import io.asynciotck.api.Task;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Tasks in this process that wait; only weak references are left once they are cancelled. */
final class LocalWaiters {
  /** What is left if all has gone. */
  static final String NOTHING = "nothing";

  private final Asyncio asyncio;
  private final List<Task<?>> running = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();

  LocalWaiters(Asyncio asyncio) {
    this.asyncio = asyncio;
  }

  void start(EventLoop loop, Awaitable<?> awaitable) {
    Waiter waiter = new Waiter();
    Task<?> task = loop.createTask(new Watched<>(coroutine(awaitable), waiter));
    waiter.left.add(new Left("a task", new WeakReference<>(task)));
    waiters.add(waiter);
    running.add(task);
  }

  private Coroutine<?> coroutine(Awaitable<?> awaitable) {
    return awaitable instanceof Coroutine<?> coroutine
        ? coroutine
        : asyncio.coroutine(() -> asyncio.await(awaitable));
  }

  void cancel() {
    running.forEach(Task::cancel);
    running.clear();
  }

  /** What is left of those that were cancelled, if a virtual machine has been made to collect. */
  String kept(List<? extends AsyncFuture<?>> but) {
    Set<String> kept = new TreeSet<>();
    for (Waiter waiter : waiters) {
      for (Left left : waiter.wasCancelled ? waiter.left : List.<Left>of()) {
        Object object = left.reference.get();
        if (object != null && but.stream().noneMatch(own -> own == object)) {
          kept.add(left.what);
        }
      }
    }
    return kept.isEmpty() ? NOTHING : String.join(", ", kept);
  }

  /** What may be left of one. */
  private record Left(String what, WeakReference<?> reference) {}

  /** One of them. */
  private static final class Waiter {
    final List<Left> left = new ArrayList<>();
    boolean wasCancelled;
  }

  /** A coroutine that tells at which futures it waits, and how it ends. */
  private static final class Watched<T extends @Nullable Object> implements Coroutine<T> {
    private @Nullable Coroutine<T> watched;
    private final Waiter waiter;

    Watched(Coroutine<T> watched, Waiter waiter) {
      this.watched = watched;
      this.waiter = waiter;
    }

    private Coroutine<T> watched() {
      return Objects.requireNonNull(watched);
    }

    @Override
    public Step<T> send(@Nullable Object value) throws Exception {
      return step(() -> watched().send(value));
    }

    @Override
    public Step<T> throwInto(Throwable exception) throws Exception {
      return step(() -> watched().throwInto(exception));
    }

    @Override
    public void close() {
      if (watched != null) {
        watched.close();
      }
    }

    private Step<T> step(Callable<Step<T>> next) throws Exception {
      Step<T> step;
      try {
        step = next.call();
      } catch (CancelledError raised) {
        waiter.wasCancelled = true;
        watched = null;
        throw raised;
      }
      if (step instanceof Step.Suspended<T>(var on) && on != null) {
        waiter.left.add(new Left("a future", new WeakReference<>(on)));
      }
      return step;
    }
  }
}
