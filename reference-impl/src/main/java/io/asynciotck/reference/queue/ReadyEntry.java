package io.asynciotck.reference.queue;

import io.asynciotck.reference.seams.Seam;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What can wait for its turn in a loop: the handle of a callback, a done callback, or a task.
 *
 * <p>An entry is itself the link of the queue that it waits in, so that queueing allocates nothing.
 * It is in one queue at most: first among the callbacks of a future, say, then ready.
 */
public abstract class ReadyEntry {
  private static final VarHandle NEXT =
      Fields.handle(MethodHandles.lookup(), "next", ReadyEntry.class);

  /** The entry behind this one in its queue. */
  @Nullable ReadyEntry next;

  /** The entry behind this one in its queue. */
  public final @Nullable ReadyEntry next() {
    return next;
  }

  /** Sets the entry behind this one in its queue. For the thread that the queue belongs to. */
  public final void linkTo(@Nullable ReadyEntry following) {
    next = following;
  }

  /**
   * Takes its turn.
   *
   * @param loop the loop that runs it
   */
  @Seam
  public abstract void run(RunningLoop loop);

  /** Whether its turn is to be skipped. */
  @Seam
  public boolean isCalledOff() {
    return false;
  }

  /** How many callbacks it stands for. */
  public int count() {
    return 1;
  }

  /** Links an entry behind this one, for another thread to see. */
  final void publishNext(ReadyEntry entry) {
    // Rule: loop.call-soon-threadsafe.visible
    NEXT.setRelease(this, entry);
  }

  /** The entry behind this one, which another thread has published or is about to. */
  final ReadyEntry awaitNext() {
    ReadyEntry found;
    while ((found = (ReadyEntry) NEXT.getAcquire(this)) == null) {
      Thread.onSpinWait();
    }
    return found;
  }
}
