package io.asynciotck.tck.harness;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.ConformanceClass;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a provider everything once, so that a run does not begin with one that cannot answer. */
final class ProviderCheck {
  private final AsyncioProvider provider;

  ProviderCheck(AsyncioProvider provider) {
    this.provider = provider;
  }

  static String name(AsyncioProvider provider) {
    return new ProviderCheck(provider).ask("name()", provider::name);
  }

  /**
   * Asks.
   *
   * @throws ImplementationException if the provider does not say what it must
   */
  void run() {
    ask("name()", provider::name);
    ask("version()", provider::version);
    ask("profile()", provider::profile);
    ask("classes()", provider::classes);
    ask("notClaimed()", provider::notClaimed);
    ask("doesNot()", provider::doesNot);
    ask("clockResolution()", provider::clockResolution);
    checkLoop("asyncio()", provider::asyncio);
    if (ask("capabilities()", provider::capabilities).contains(Capability.VIRTUAL_TIME)) {
      checkLoop("asyncio(clock)", () -> provider.asyncio(new TestClock(false)));
    }
    checkSockets();
    if (ask("introspection()", provider::introspection).isEmpty()
        && provider.capabilities().contains(Capability.INTROSPECTION)) {
      throw new ImplementationException(
          owner() + " claims the capability INTROSPECTION, but its introspection() is empty", null);
    }
  }

  private void checkSockets() {
    if (ask("sockets()", provider::sockets).isEmpty()
        && provider.classes().contains(ConformanceClass.READINESS)) {
      throw new ImplementationException(
          owner() + " claims the class readiness, but its sockets() is empty", null);
    }
  }

  private void checkLoop(String what, Supplier<@Nullable Asyncio> module) {
    Asyncio asyncio = ask(what, module);
    closeQuietly(ask(what + ".newEventLoop()", asyncio::newEventLoop));
  }

  private static void closeQuietly(EventLoop loop) {
    try {
      loop.close();
    } catch (RuntimeException | Error refused) {
      // Whether a loop can be closed is covered by a rule.
    }
  }

  private <T> T ask(String what, Supplier<@Nullable T> question) {
    @Nullable T answer;
    try {
      answer = question.get();
    } catch (RuntimeException | Error failure) {
      throw new ImplementationException(owner() + "." + what + " threw " + failure, failure);
    }
    if (answer == null) {
      throw new ImplementationException(owner() + "." + what + " returned null", null);
    }
    return answer;
  }

  private String owner() {
    return provider.getClass().getName();
  }
}
