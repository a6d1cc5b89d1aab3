package io.asynciotck.tck.harness;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An implementation in this JVM, behind the provider interface. */
public final class JvmImplementation implements Implementation {
  private final AsyncioProvider provider;

  /**
   * Takes the implementation from a provider.
   *
   * @throws ImplementationException if the provider does not say what it must
   */
  public JvmImplementation(AsyncioProvider provider) {
    this.provider = provider;
    new ProviderCheck(provider).run();
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public String version() {
    return provider.version();
  }

  @Override
  public Profile profile() {
    return provider.profile();
  }

  @Override
  public Set<ConformanceClass> classes() {
    return provider.classes();
  }

  @Override
  public Set<Capability> capabilities() {
    return provider.capabilities();
  }

  @Override
  public Duration clockResolution() {
    return provider.clockResolution();
  }

  @Override
  public Session open(boolean otherThreads) {
    if (capabilities().contains(Capability.VIRTUAL_TIME)) {
      TestClock clock = new TestClock(otherThreads);
      return new JvmSession(provider.asyncio(clock), Optional.of(clock), provider.introspection());
    }
    return new JvmSession(provider.asyncio(), Optional.empty(), provider.introspection());
  }

  private record JvmSession(
      Asyncio asyncio,
      Optional<VirtualClock> clock,
      Optional<LoopIntrospection> introspection,
      LogCapture capture)
      implements Session {

    JvmSession(
        Asyncio asyncio,
        Optional<? extends VirtualClock> clock,
        Optional<LoopIntrospection> introspection) {
      this(asyncio, clock.map(own -> own), introspection, new LogCapture());
    }

    @Override
    public List<LogLine> log() {
      return capture.lines();
    }

    @Override
    public void close() {
      capture.close();
    }
  }
}
