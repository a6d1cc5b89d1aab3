package io.asynciotck.examples.netty;

import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.module.LibraryProvider;
import io.asynciotck.spec.ConformanceClass;
import io.netty.util.Version;
import java.time.Duration;
import java.util.Map;

/** Offers the library over loops of Netty, under the name {@code netty}. */
public final class NettyProvider extends LibraryProvider {

  /** For the service loader. */
  public NettyProvider() {}

  @Override
  public String name() {
    return "netty";
  }

  @Override
  public String version() {
    Version netty = Version.identify().get("netty-transport");
    return netty == null ? "unknown" : netty.artifactVersion();
  }

  @Override
  public Map<ConformanceClass, String> notClaimed() {
    return Map.of(ConformanceClass.DEBUG, "Netty has no debug mode");
  }

  @Override
  public Duration clockResolution() {
    return Duration.ZERO;
  }

  @Override
  protected EventLoop newLoop() {
    return new NettyLoop();
  }
}
