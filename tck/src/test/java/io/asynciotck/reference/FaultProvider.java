package io.asynciotck.reference;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;

/** Provides the reference with a fault. */
final class FaultProvider extends ReferenceProvider {
  private final Fault fault;

  FaultProvider(Fault fault) {
    this.fault = fault;
  }

  @Override
  public String name() {
    return "broken: " + fault.name();
  }

  @Override
  public Asyncio asyncio(LoopClock clock) {
    return fault.module().apply(clock);
  }
}
