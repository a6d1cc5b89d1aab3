package io.asynciotck.tck.stranger;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import java.time.Duration;
import java.util.Set;

/** Tells the kit about the tiny loop. */
public final class TinyProvider implements AsyncioProvider {

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public Profile profile() {
    return Profile.of("py3.14");
  }

  @Override
  public Set<ConformanceClass> classes() {
    return Set.of(ConformanceClass.CORE, ConformanceClass.TIMERS);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Duration clockResolution() {
    return Duration.ofMillis(1);
  }

  @Override
  public Asyncio asyncio() {
    return new TinyAsyncio();
  }
}
