package io.asynciotck.reference.io;

import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.RunningLoop;
import java.util.function.Consumer;

/** What a loop calls for a descriptor, as often as it is ready. */
public final class WatchHandle extends LoopHandle {
  /** An exit may leave the batch before its turn; then it is still queued at the next poll. */
  private boolean queued;

  WatchHandle(Runnable callback) {
    super(callback);
  }

  void enqueue(Consumer<ReadyEntry> schedule) {
    if (!queued) {
      queued = true;
      schedule.accept(this);
    }
  }

  @Override
  public void run(RunningLoop loop) {
    queued = false;
    super.run(loop);
  }
}
