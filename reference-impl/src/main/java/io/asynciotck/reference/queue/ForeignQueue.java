package io.asynciotck.reference.queue;

import io.asynciotck.reference.seams.Seam;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What other threads give to a loop: many producers, one consumer, no lock.
 *
 * <p>A producer exchanges {@link #tail} for its entry and then links the entry behind what was
 * there. The exchange decides the order; the link may come a moment later, and the consumer waits
 * for it. The consumer takes everything at once: it exchanges {@link #tail} for the stub and hands
 * the chain between to the ready queue, which costs the same for one entry and for a million.
 */
public class ForeignQueue {
  private static final VarHandle TAIL =
      Fields.handle(MethodHandles.lookup(), "tail", ReadyEntry.class);

  /** Where a chain begins. Always the same object, in no queue itself. */
  private final ReadyEntry stub = new Stub();

  /** The newest entry, or the stub if there is none. */
  @SuppressWarnings("FieldMayBeFinal") // written through TAIL
  private volatile ReadyEntry tail = stub;

  /** Whether there is nothing. Sees every entry whose addition happened before this call. */
  @Seam
  public boolean isEmpty() {
    return TAIL.getOpaque(this) == stub;
  }

  /** As {@link #isEmpty}, in one order with all other volatile accesses. */
  @Seam
  public boolean isEmptyInOrder() {
    return tail == stub;
  }

  /** Called in any thread. */
  @Seam
  public void add(ReadyEntry entry) {
    // Rule: loop.call-soon-threadsafe.concurrent, loop.call-soon-threadsafe.fifo
    ReadyEntry before = (ReadyEntry) TAIL.getAndSet(this, entry);
    before.publishNext(entry);
  }

  /**
   * Moves everything behind what is ready. Called by the consumer, and only if there is something.
   */
  @Seam
  public void drainTo(ReadyQueue ready) {
    ReadyEntry first = stub.awaitNext();
    // Nobody links behind the stub now: it is not the tail, and whoever made it so has linked
    // already.
    stub.next = null;
    ReadyEntry last = (ReadyEntry) TAIL.getAndSet(this, stub);
    ready.addAll(first, last);
  }

  private static final class Stub extends ReadyEntry {
    @Override
    public void run(RunningLoop loop) {
      throw new AssertionError("The stub of the queue was run");
    }
  }
}
