package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.tasks.LoopRunner;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A runner that is that of the reference but for one step. */
public abstract class BrokenRunner extends LoopRunner {
  private final Parts parts;

  /** What a runner is made of. */
  public record Parts(
      BaseAsyncio asyncio,
      @Nullable Boolean debug,
      @Nullable Callable<? extends EventLoop> loopFactory) {}

  protected BrokenRunner(Parts parts) {
    super(parts.asyncio(), parts.debug(), parts.loopFactory());
    this.parts = parts;
  }

  protected final Parts parts() {
    return parts;
  }

  /** A module whose runners are such runners. */
  static Function<LoopClock, Asyncio> runners(Function<Parts, LoopRunner> maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          protected LoopRunner newLoopRunner(
              @Nullable Boolean debug, @Nullable Callable<? extends EventLoop> loopFactory) {
            return maker.apply(new Parts(this, debug, loopFactory));
          }
        };
  }
}
