package io.asynciotck.examples.vertx;

import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.module.LibraryProvider;
import io.asynciotck.spec.ConformanceClass;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxImpl;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.Map;

/** Offers the library over contexts of Vert.x, under the name {@code vertx}. */
public final class VertxProvider extends LibraryProvider {

  /** One for all loops, made when the first loop is. */
  private static final class Shared {
    static final VertxInternal VERTX =
        (VertxInternal) Vertx.vertx(new VertxOptions().setUseDaemonThread(true));
  }

  /** For the service loader. */
  public VertxProvider() {}

  @Override
  public String name() {
    return "vertx";
  }

  @Override
  public String version() {
    return VertxImpl.version();
  }

  @Override
  public Map<ConformanceClass, String> notClaimed() {
    return Map.of(
        ConformanceClass.DEBUG, "Vert.x has no debug mode; it reports blocked threads instead");
  }

  @Override
  public Map<String, String> doesNot() {
    return Map.of(
        "callers-thread",
        "a context of Vert.x has its own thread"
            + " (https://vertx.io/docs/vertx-core/java/#_reactor_and_multi_reactor)");
  }

  @Override
  public Duration clockResolution() {
    return Duration.ZERO;
  }

  @Override
  protected EventLoop newLoop() {
    return new VertxLoop(Shared.VERTX);
  }
}
