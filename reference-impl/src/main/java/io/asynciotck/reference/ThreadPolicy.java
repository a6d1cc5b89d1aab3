package io.asynciotck.reference;

import io.asynciotck.api.DefaultEventLoopPolicy;
import io.asynciotck.api.EventLoop;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The default policy: makes the loops of a module, and keeps the current one of each thread. */
public class ThreadPolicy implements DefaultEventLoopPolicy {
  private final BaseAsyncio asyncio;

  /** By what each thread has of the module, so that a coroutine finds what its driver has set. */
  private final Map<ThreadState, EventLoop> current =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** A policy for a module, which knows of no loop yet. */
  public ThreadPolicy(BaseAsyncio asyncio) {
    this.asyncio = asyncio;
  }

  @Override
  public EventLoop getEventLoop() {
    EventLoop found = current();
    // Rule: loop.get-current.{unset, unset-refused, not-created}
    // Rule: loop.get-current.{other-thread, other-thread-refused}
    // Rule: policy.default.{none, never-none, other-thread}
    if (found == null) {
      throw new IllegalStateException("No loop is set for thread " + BaseAsyncio.threadName());
    }
    // Rule: loop.get-current.set, policy.default.current
    return found;
  }

  /** The loop that was set for the current thread; null if there is none. */
  public final @Nullable EventLoop current() {
    return current.get(asyncio.threads().here());
  }

  @Override
  public void setEventLoop(@Nullable EventLoop loop) {
    // Rule: loop.set-current.per-thread, policy.default.per-thread
    ThreadState here = asyncio.threads().here();
    if (loop == null) {
      current.remove(here);
    } else {
      current.put(here, loop);
    }
  }

  @Override
  public EventLoop newEventLoop() {
    // Rule: loop.new.not-current, policy.default.new-loop
    return asyncio.makeLoop();
  }
}
