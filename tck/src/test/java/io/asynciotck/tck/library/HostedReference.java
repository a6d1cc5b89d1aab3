package io.asynciotck.tck.library;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.module.Library;
import io.asynciotck.reference.module.LibraryProvider;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.timers.MonotonicClock;
import io.asynciotck.spec.ConformanceClass;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The reference's library over the reference's loop, of which it sees no more than the API. */
public final class HostedReference extends LibraryProvider {

  /** For those who test it. */
  public HostedReference() {}

  @Override
  public String name() {
    return "hosted-reference";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Set<ConformanceClass> classes() {
    Set<ConformanceClass> classes = EnumSet.copyOf(super.classes());
    classes.add(ConformanceClass.DEBUG); // which is the loop's own
    return classes;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.LOGGING, Capability.VIRTUAL_TIME);
  }

  @Override
  public Duration clockResolution() {
    return MonotonicClock.RESOLUTION;
  }

  @Override
  protected EventLoop newLoop() {
    return loopBy(new MonotonicClock());
  }

  @Override
  public Asyncio asyncio(LoopClock clock) {
    return Library.over(() -> loopBy(clock));
  }

  private static EventLoop loopBy(LoopClock clock) {
    return new ReferenceAsyncio(clock).newEventLoop();
  }
}
