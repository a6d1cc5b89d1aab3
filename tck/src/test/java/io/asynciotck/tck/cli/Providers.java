package io.asynciotck.tck.cli;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import io.asynciotck.tck.stranger.TinyProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;

/** Providers with which something is wrong, each under the name {@code odd}. */
@NullUnmarked // Some return null, which is what is wrong with them.
final class Providers {

  private Providers() {}

  /** A class path on which this provider is registered. */
  static String registered(Path folder, Class<? extends AsyncioProvider> provider)
      throws IOException {
    return registered(folder, provider.getName());
  }

  static String registered(Path folder, String provider) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(AsyncioProvider.class.getName()), provider + "\n");
    return folder.toString();
  }

  /** The tiny loop once more. */
  public static final class Namesake extends Odd {
    @Override
    public String name() {
      return "tiny";
    }
  }

  /** The tiny loop under another name. */
  public static class Odd implements AsyncioProvider {
    private final TinyProvider tiny = new TinyProvider();

    @Override
    public String name() {
      return "odd";
    }

    @Override
    public String version() {
      return tiny.version();
    }

    @Override
    public Profile profile() {
      return tiny.profile();
    }

    @Override
    public Set<ConformanceClass> classes() {
      return tiny.classes();
    }

    @Override
    public Set<Capability> capabilities() {
      return tiny.capabilities();
    }

    @Override
    public Duration clockResolution() {
      return tiny.clockResolution();
    }

    @Override
    public Asyncio asyncio() {
      return tiny.asyncio();
    }
  }

  public static final class ThrowsInConstructor extends Odd {
    public ThrowsInConstructor() {
      throw new IllegalStateException("no native library");
    }
  }

  public static final class ThrowsInInitializer extends Odd {
    static final int LENGTH = Integer.parseInt("long");
  }

  public static final class WithoutName extends Odd {
    @Override
    public String name() {
      return null;
    }
  }

  public static final class WithoutVersion extends Odd {
    @Override
    public String version() {
      return null;
    }
  }

  public static final class WithoutProfile extends Odd {
    @Override
    public Profile profile() {
      return null;
    }
  }

  public static final class WithoutClasses extends Odd {
    @Override
    public Set<ConformanceClass> classes() {
      return null;
    }
  }

  public static final class ClaimsNothing extends Odd {
    @Override
    public Set<ConformanceClass> classes() {
      return Set.of();
    }
  }

  public static final class WithoutCapabilities extends Odd {
    @Override
    public Set<Capability> capabilities() {
      return null;
    }
  }

  public static final class WithoutResolution extends Odd {
    @Override
    public Duration clockResolution() {
      return null;
    }
  }

  public static final class WithoutModule extends Odd {
    @Override
    public Asyncio asyncio() {
      return null;
    }
  }

  public static final class WithoutModuleForAClock extends Odd {
    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.VIRTUAL_TIME);
    }

    @Override
    public Asyncio asyncio(LoopClock clock) {
      return null;
    }
  }

  public static final class TakesNoClock extends Odd {
    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.VIRTUAL_TIME);
    }
  }

  public static final class WithoutIntrospection extends Odd {
    @Override
    public Optional<LoopIntrospection> introspection() {
      return null;
    }
  }

  public static final class ClaimsIntrospection extends Odd {
    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.INTROSPECTION);
    }
  }

  public static final class WithoutLoops extends Odd {
    @Override
    public Asyncio asyncio() {
      return replacing(Asyncio.class, super.asyncio(), "newEventLoop", () -> null);
    }
  }

  /** Says of its loops that they are open, closed or not. */
  public static final class NeverClosed extends Odd {
    @Override
    public Asyncio asyncio() {
      return withLoops(super.asyncio(), "isClosed", () -> false);
    }
  }

  /** Its loops refuse callbacks. */
  public static final class RefusesCallbacks extends Odd {
    @Override
    public Asyncio asyncio() {
      return withLoops(
          super.asyncio(),
          "callSoon",
          () -> {
            throw new IllegalStateException("no callbacks here");
          });
    }
  }

  /** Every second of its loops is never closed. */
  public static final class Flaky extends Odd {
    private int loops;

    @Override
    public Asyncio asyncio() {
      Asyncio module = super.asyncio();
      return replacing(
          Asyncio.class, module, "newEventLoop", () -> everySecond(module.newEventLoop()));
    }

    private EventLoop everySecond(EventLoop loop) {
      loops++;
      return loops % 2 == 0 ? loop : replacing(EventLoop.class, loop, "isClosed", () -> false);
    }
  }

  /** Its loops raise what nobody can print. */
  public static final class Unprintable extends Odd {
    static final String WORDS = "\0 \ud800 ]]> <script>alert(1)</script> `a` | b";

    @Override
    public Asyncio asyncio() {
      return withLoops(
          super.asyncio(),
          "isClosed",
          () -> {
            throw new IllegalStateException(WORDS);
          });
    }
  }

  /** Its timers never fire; it says so of each. */
  public static final class NeverFires extends Odd {
    static final String SAID = "This timer never fires.";

    @Override
    public Asyncio asyncio() {
      Asyncio module = super.asyncio();
      return withLoops(
          module,
          "callLater",
          () -> {
            System.out.println(SAID);
            return module.newEventLoop().callLater(Duration.ofDays(1), () -> {});
          });
    }
  }

  private static Asyncio withLoops(Asyncio module, String method, Supplier<?> answer) {
    return replacing(
        Asyncio.class,
        module,
        "newEventLoop",
        () -> replacing(EventLoop.class, module.newEventLoop(), method, answer));
  }

  /** The same object, but for one method, which gives this answer and does nothing else. */
  private static <T> T replacing(Class<T> type, T object, String replaced, Supplier<?> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                method.getName().equals(replaced)
                    ? answer.get()
                    : call(object, method, arguments)));
  }

  private static Object call(Object object, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
