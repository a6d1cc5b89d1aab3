package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.module.ReferenceProvider;
import java.util.function.Function;

/** Provides a module in place of the reference. */
class FaultProvider extends ReferenceProvider {
  private final String name;
  private final Function<LoopClock, Asyncio> module;

  FaultProvider(String name, Function<LoopClock, Asyncio> module) {
    this.name = name;
    this.module = module;
  }

  FaultProvider(BrokenReference broken) {
    this(broken.fullName(), broken.module());
  }

  @Override
  public String name() {
    return "broken: " + name;
  }

  @Override
  public Asyncio asyncio(LoopClock clock) {
    return module.apply(clock);
  }
}
