package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.seams.Seam;
import org.jspecify.annotations.Nullable;

/** What belongs to the loop in which a task has first waited for it. */
public abstract class LoopOfOne {
  /** The module. */
  protected final Asyncio asyncio;

  private @Nullable EventLoop owner;

  /** Belongs to no loop yet. */
  protected LoopOfOne(Asyncio asyncio) {
    this.asyncio = asyncio;
  }

  /** The running loop, to which it belongs from now on. */
  @Seam
  protected EventLoop loop() {
    EventLoop running = asyncio.getRunningLoop();
    if (owner == null) {
      owner = running;
    }
    // Rule: lock.loop.other
    if (owner != running) {
      throw new IllegalStateException("It belongs to another loop than " + running + ": " + this);
    }
    return running;
  }
}
