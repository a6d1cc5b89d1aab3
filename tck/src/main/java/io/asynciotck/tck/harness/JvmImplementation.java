package io.asynciotck.tck.harness;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An implementation in this JVM, behind the provider interface. */
public final class JvmImplementation implements Implementation {
  private final AsyncioProvider provider;
  private volatile boolean leavesOpen;

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
  public Map<ConformanceClass, String> notClaimed() {
    return provider.notClaimed();
  }

  @Override
  public Map<String, Gap> gaps() {
    return provider.doesNot().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> new Gap(entry.getValue(), Optional.empty())));
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
  public boolean leavesOpen() {
    return leavesOpen;
  }

  @Override
  public void leaveOpen() {
    leavesOpen = true;
  }

  @Override
  public Session open(Conditions conditions) {
    Map<String, String> environment = conditions.environment();
    if (!environment.isEmpty()) {
      return new JvmSession(provider, provider.asyncio(environment), null, environment);
    }
    if (capabilities().contains(Capability.VIRTUAL_TIME) && !conditions.realClock()) {
      TestClock clock = new TestClock(conditions.otherThreads());
      return new JvmSession(provider, provider.asyncio(clock), clock, environment);
    }
    return new JvmSession(provider, provider.asyncio(), null, environment);
  }

  private record JvmSession(
      AsyncioProvider provider,
      LocalSurroundings surroundings,
      @Nullable TestClock testClock,
      LogCapture capture)
      implements Session {

    JvmSession(
        AsyncioProvider provider,
        Asyncio asyncio,
        @Nullable TestClock testClock,
        Map<String, String> environment) {
      this(
          provider,
          new LocalSurroundings(provider, asyncio, environment),
          testClock,
          new LogCapture());
    }

    @Override
    public Asyncio asyncio() {
      return surroundings.asyncio();
    }

    @Override
    public Sockets sockets() {
      return surroundings.sockets();
    }

    @Override
    public Builtins builtins() {
      return surroundings.builtins();
    }

    @Override
    public Set<String> descriptors() {
      return Descriptors.ofThisProcess();
    }

    @Override
    public Set<String> heldDescriptors() {
      return descriptors(); // a channel is not closed as garbage
    }

    @Override
    public Optional<LoopIntrospection> introspection() {
      return provider.introspection();
    }

    @Override
    public Optional<VirtualClock> clock() {
      return Optional.ofNullable(testClock);
    }

    @Override
    public String abort() {
      capture.abandon();
      if (testClock != null) {
        testClock.stop();
      }
      return "";
    }

    @Override
    public void abandon(List<EventLoop> loops) {
      for (EventLoop loop : loops) {
        // What is wrong with the loop may be that this call does not return.
        Thread.ofPlatform().daemon().name("asyncio-tck-end").start(() -> stop(loop));
      }
    }

    private static void stop(EventLoop loop) {
      try {
        loop.callSoonThreadsafe(loop::stop);
      } catch (RuntimeException | Error closedOrBroken) {
        // A loop that takes no calls is left to itself.
      }
    }

    /** Java has no warnings that are no log lines. */
    @Override
    public List<String> warnings() {
      return log().stream()
          .filter(line -> line.level().equals("WARNING"))
          .map(_ -> "RuntimeWarning")
          .toList();
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
