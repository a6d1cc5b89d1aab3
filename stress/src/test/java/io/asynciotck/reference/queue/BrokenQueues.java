package io.asynciotck.reference.queue;

import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One broken loop for each idea of {@link ForeignQueue}, for jcstress to find. That a link is
 * published with release has none: on the processors of today's servers every store is, and what is
 * in an entry is published by the exchange of the tail already.
 */
public final class BrokenQueues {
  /** How often a broken queue looks for a link that is missing. It would look for ever. */
  private static final int LOOKS = 1_000;

  private BrokenQueues() {}

  /** A while in which the thread does not get on: between its two steps anything can happen. */
  static void holdUp() {
    for (int i = 0; i < 300; i++) {
      Thread.onSpinWait();
    }
  }

  /** A queue as {@link ForeignQueue}, in parts that can be replaced. */
  @SuppressWarnings("ReferenceEquality") // the stub is one object
  private static class LinkedQueue extends ForeignQueue {
    static final VarHandle TAIL = Fields.handle(MethodHandles.lookup(), "tail", ReadyEntry.class);

    final ReadyEntry stub =
        new ReadyEntry() {
          @Override
          public void run(RunningLoop loop) {
            throw new AssertionError("The stub of the queue was run");
          }
        };

    volatile ReadyEntry tail = stub;

    @Override
    public boolean isEmpty() {
      return tail == stub;
    }

    @Override
    public boolean isEmptyInOrder() {
      return tail == stub;
    }

    @Override
    public void add(ReadyEntry entry) {
      ReadyEntry before = (ReadyEntry) TAIL.getAndSet(this, entry);
      holdUp();
      before.publishNext(entry);
    }

    final @Nullable ReadyEntry nextOfStub() {
      for (int look = 0; look < LOOKS; look++) {
        ReadyEntry next = stub.next;
        if (next != null) {
          return next;
        }
        VarHandle.acquireFence();
      }
      return null;
    }
  }

  /** A thread reads the tail and then writes it, instead of exchanging it. */
  public static final class ReadsThenWritesTail extends BrokenProviders.BrokenQueue {
    @Override
    ForeignQueue brokenQueue() {
      return new LinkedQueue() {
        @Override
        public void add(ReadyEntry entry) {
          ReadyEntry before = tail;
          holdUp();
          tail = entry;
          before.publishNext(entry);
        }

        @Override
        public void drainTo(ReadyQueue ready) {
          takeLinked(this, ready);
        }
      };
    }
  }

  /** The loop takes a link that is still on its way for the end of the queue. */
  public static final class TakesMissingLinkForTheEnd extends BrokenProviders.BrokenQueue {
    @Override
    ForeignQueue brokenQueue() {
      return new LinkedQueue() {
        @Override
        public void drainTo(ReadyQueue ready) {
          takeLinked(this, ready);
        }
      };
    }
  }

  /** Takes the entries as far as they are linked, one after the other. */
  private static void takeLinked(LinkedQueue queue, ReadyQueue ready) {
    ReadyEntry entry = queue.stub.next;
    queue.stub.next = null;
    LinkedQueue.TAIL.setVolatile(queue, queue.stub);
    while (entry != null) {
      ReadyEntry following = entry.next;
      entry.next = null;
      ready.add(entry);
      entry = following;
    }
  }

  /** The loop makes the stub the tail first, and then forgets what is linked behind the stub. */
  public static final class ForgetsAfterTheExchange extends BrokenProviders.BrokenQueue {
    @Override
    ForeignQueue brokenQueue() {
      return new LinkedQueue() {
        @Override
        public void drainTo(ReadyQueue ready) {
          ReadyEntry first = nextOfStub();
          if (first == null) {
            return; // as it was forgotten, it will never come
          }
          ReadyEntry last = (ReadyEntry) TAIL.getAndSet(this, stub);
          holdUp();
          stub.next = null;
          ready.addAll(first, last);
        }
      };
    }
  }

  /** A handle is brought before its callback is written into it. */
  public static final class BringsThenWrites extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        public Handle callSoonThreadsafe(Runnable callback) {
          Runnable[] written = new Runnable[1];
          LoopHandle handle =
              newHandle(() -> {
                Runnable work = written[0];
                if (work != null) {
                  work.run();
                }
              });
          foreign.add(handle);
          wakeUp();
          written[0] = callback;
          return handle;
        }
      };
    }
  }
}
