package io.asynciotck.reference.module;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.ConformanceClass;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Offers the {@link Library} over loops of another make. What is left to write is the name, the
 * version, the resolution of the clock, and how a loop is made.
 */
public abstract class LibraryProvider extends BaseProvider {

  /** What the library makes of callbacks and timers. */
  static final Set<ConformanceClass> LIBRARY =
      Collections.unmodifiableSet(
          EnumSet.of(
              ConformanceClass.CORE,
              ConformanceClass.TIMERS,
              ConformanceClass.FUTURES,
              ConformanceClass.TASKS,
              ConformanceClass.GATHER,
              ConformanceClass.CANCELLATION,
              ConformanceClass.TIMEOUTS,
              ConformanceClass.TASK_GROUPS,
              ConformanceClass.RUNNER,
              ConformanceClass.POLICIES,
              ConformanceClass.CONTEXT,
              ConformanceClass.THREADS,
              ConformanceClass.EXECUTORS,
              ConformanceClass.SYNC,
              ConformanceClass.QUEUES,
              ConformanceClass.ASYNC_GENERATORS,
              ConformanceClass.ERRORS));

  /** For subclasses. */
  protected LibraryProvider() {}

  /** Makes a loop for the library to stand on. */
  protected abstract EventLoop newLoop();

  @Override
  public Set<ConformanceClass> classes() {
    return EnumSet.copyOf(LIBRARY);
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.LOGGING);
  }

  @Override
  public Asyncio asyncio() {
    return Library.over(this::newLoop);
  }
}
