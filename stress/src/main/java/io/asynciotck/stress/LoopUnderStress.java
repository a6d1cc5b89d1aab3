package io.asynciotck.stress;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.Sockets;
import java.util.ServiceLoader;

/** The implementation that is put under stress, as its users get it: with the real clock. */
public final class LoopUnderStress {
  private static final AsyncioProvider PROVIDER =
      provider(System.getProperty("tck.provider", "reference"));

  /** The module of the provider that {@code -Dtck.provider} names. */
  public static final Asyncio ASYNCIO = PROVIDER.asyncio();

  private LoopUnderStress() {}

  /**
   * The provider that has a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AsyncioProvider provider(String name) {
    return ServiceLoader.load(AsyncioProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No provider has the name `" + name + "`"));
  }

  /**
   * What makes its sockets.
   *
   * @throws IllegalStateException if it has none
   */
  public static Sockets sockets() {
    return PROVIDER.sockets().orElseThrow(LoopUnderStress::noInputOrOutput);
  }

  /**
   * What makes its buffers and files.
   *
   * @throws IllegalStateException if it has none
   */
  public static Builtins builtins() {
    return PROVIDER.builtins().orElseThrow(LoopUnderStress::noInputOrOutput);
  }

  /**
   * A new context variable of {@link #ASYNCIO}.
   *
   * @throws IllegalStateException if it has none
   */
  public static ContextVar<Integer> newContextVar(String name) {
    return PROVIDER
        .contextVars(ASYNCIO)
        .orElseThrow(() -> new IllegalStateException(PROVIDER.name() + " has no context variables"))
        .contextVar(name);
  }

  private static IllegalStateException noInputOrOutput() {
    return new IllegalStateException("Loops of " + PROVIDER.name() + " have no sockets");
  }

  /** A new loop of {@link #ASYNCIO}. */
  public static EventLoop newLoop() {
    return ASYNCIO.newEventLoop();
  }

  /** Runs a loop for some iterations, none of which waits. */
  public static void turn(EventLoop loop, int iterations) {
    for (int i = 0; i < iterations; i++) {
      loop.stop();
      loop.runForever();
    }
  }
}
