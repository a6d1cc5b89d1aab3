package io.asynciotck.reference;

import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.stacks.ContinuationMechanism;
import io.asynciotck.reference.stacks.VirtualThreadMechanism;
import io.asynciotck.reference.timers.MonotonicClock;
import java.util.List;
import java.util.stream.Stream;

/** The mechanisms by name, for tests that hold on either or show how they differ. */
enum Mechanism {
  CONTINUATIONS,
  VIRTUAL_THREADS;

  /** Those that this JVM has: without the flag, the fall-back alone. */
  static List<Mechanism> available() {
    return Stream.of(values()).filter(Mechanism::isAvailable).toList();
  }

  private boolean isAvailable() {
    return this == VIRTUAL_THREADS || ContinuationMechanism.isAvailable();
  }

  ReferenceAsyncio asyncio() {
    return new ReferenceAsyncio(
        new MonotonicClock(),
        this == CONTINUATIONS ? new ContinuationMechanism() : new VirtualThreadMechanism());
  }
}
