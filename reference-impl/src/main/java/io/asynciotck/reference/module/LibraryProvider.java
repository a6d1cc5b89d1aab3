package io.asynciotck.reference.module;

import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.tasks.ValuesGenerators;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Offers the {@link Library} over loops of another make. What is left to write is the name, the
 * version, the resolution of the clock, and how a loop is made.
 */
public abstract class LibraryProvider implements AsyncioProvider {

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
  public Profile profile() {
    return Profile.newest();
  }

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

  @Override
  public Optional<ContextVars> contextVars(Asyncio asyncio) {
    if (asyncio instanceof BaseAsyncio own) {
      return Optional.of(own.contexts());
    }
    throw new IllegalArgumentException("Not a module of this provider: " + asyncio);
  }

  @Override
  public OptionalLong deprecatedCalls(Asyncio asyncio) {
    return asyncio instanceof BaseAsyncio own
        ? OptionalLong.of(own.deprecatedCalls())
        : OptionalLong.empty();
  }

  @Override
  public Optional<AsyncGenerators> asyncGenerators(Asyncio asyncio) {
    if (asyncio instanceof BaseAsyncio own) {
      return Optional.of(new ValuesGenerators(own));
    }
    throw new IllegalArgumentException("Not a module of this provider: " + asyncio);
  }
}
