package io.asynciotck.tck.stranger;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import java.time.Duration;
import java.util.Set;

/** The first evening of an author: what has no default is written, and nothing else. */
public final class CoreProvider implements AsyncioProvider {

  @Override
  public String name() {
    return "first-evening";
  }

  @Override
  public String version() {
    return "0.1";
  }

  @Override
  public Profile profile() {
    return Profile.of("py3.14");
  }

  @Override
  public Set<ConformanceClass> classes() {
    return Set.of(ConformanceClass.CORE, ConformanceClass.THREADS);
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
    TinyAsyncio tiny = new TinyAsyncio();
    return new Asyncio() {
      @Override
      public EventLoop newEventLoop() {
        return new CoreLoop(new TinyLoop(tiny));
      }

      @Override
      public EventLoop getRunningLoop() {
        return tiny.getRunningLoop();
      }

      @Override
      public EventLoop getEventLoop() {
        return tiny.getEventLoop();
      }

      @Override
      public void setEventLoop(EventLoop loop) {
        tiny.setEventLoop(loop);
      }
    };
  }

  /** The tiny loop, without what has a default. */
  private record CoreLoop(TinyLoop tiny) implements EventLoop {
    @Override
    public void runForever() {
      tiny.runForever();
    }

    @Override
    public void stop() {
      tiny.stop();
    }

    @Override
    public boolean isRunning() {
      return tiny.isRunning();
    }

    @Override
    public boolean isClosed() {
      return tiny.isClosed();
    }

    @Override
    public void close() {
      tiny.close();
    }

    @Override
    public Handle callSoon(Runnable callback) {
      return tiny.callSoon(callback);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      return tiny.callLater(delay, callback);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return tiny.callAt(when, callback);
    }

    @Override
    public LoopTime time() {
      return tiny.time();
    }
  }
}
