package io.asynciotck.reference.module;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.io.ChannelBuiltins;
import io.asynciotck.reference.io.ChannelPipes;
import io.asynciotck.reference.io.ChannelSockets;
import io.asynciotck.reference.timers.MonotonicClock;
import io.asynciotck.spec.ConformanceClass;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Offers the reference implementation, under the name {@code reference}. */
public class ReferenceProvider extends BaseProvider {

  /** For the service loader. */
  public ReferenceProvider() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String version() {
    String built = ReferenceProvider.class.getPackage().getImplementationVersion();
    return built == null ? "unpackaged" : built;
  }

  @Override
  public Set<ConformanceClass> classes() {
    Set<ConformanceClass> classes =
        EnumSet.of(
            ConformanceClass.DEBUG,
            ConformanceClass.READINESS,
            ConformanceClass.SOCKETS,
            ConformanceClass.TRANSPORTS,
            ConformanceClass.STREAMS,
            ConformanceClass.DATAGRAMS,
            ConformanceClass.UNIX_SOCKETS,
            ConformanceClass.PIPES,
            ConformanceClass.CPYTHON_DETAIL);
    classes.addAll(LibraryProvider.LIBRARY);
    return classes;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.OPERATING_SYSTEM));
  }

  @Override
  public Duration clockResolution() {
    return MonotonicClock.RESOLUTION;
  }

  @Override
  public Asyncio asyncio() {
    return asyncio(new MonotonicClock());
  }

  @Override
  public Asyncio asyncio(LoopClock clock) {
    return new ReferenceAsyncio(clock);
  }

  @Override
  public Asyncio asyncio(Map<String, String> environment) {
    Asyncio module = asyncio();
    if (module instanceof BaseAsyncio own) {
      own.useEnvironment(environment);
    }
    return module;
  }

  @Override
  public Optional<Sockets> sockets() {
    return Optional.of(ChannelSockets.INSTANCE);
  }

  @Override
  public Optional<Builtins> builtins() {
    return Optional.of(ChannelBuiltins.INSTANCE);
  }

  @Override
  public Optional<OperatingSystem> operatingSystem() {
    return Optional.of(ChannelPipes.INSTANCE);
  }

  @Override
  public Optional<LoopIntrospection> introspection() {
    return Optional.of(ReferenceProvider::scheduledTimers);
  }

  private static int scheduledTimers(EventLoop loop) {
    if (loop instanceof SelectorEventLoop own) {
      return own.timers.size();
    }
    throw new IllegalArgumentException("Not a loop of the reference: " + loop);
  }
}
