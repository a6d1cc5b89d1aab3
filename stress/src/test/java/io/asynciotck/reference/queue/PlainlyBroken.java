package io.asynciotck.reference.queue;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.module.ReferenceProvider;
import io.asynciotck.reference.timers.LoopTimer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Loops with a fault between threads that shows whenever the threads meet: for each outcome that a
 * test for jcstress forbids, a loop that brings it about. Two outcomes have none, since no loop on
 * the processors of today can be made to show them for certain: {@code result, 0} of {@code
 * ResultIsSeenByWaitingThread}, and less than what was written in {@code WritesAreVisible}.
 */
public final class PlainlyBroken {
  private PlainlyBroken() {}

  /** Lets another thread get ahead, for a moment at most. */
  private static void awaitBrought(ForeignQueue foreign) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
    while (foreign.isEmptyInOrder() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000);
    }
    for (int i = 0; i < 20; i++) {
      LockSupport.parkNanos(1_000); // it may yet have something to say
    }
  }

  /** What other threads hand over is forgotten. */
  public static final class Forgets extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        public Handle callSoonThreadsafe(Runnable callback) {
          return newHandle(callback);
        }
      };
    }
  }

  /** What other threads hand over runs twice. */
  public static final class RunsTwice extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        public Handle callSoonThreadsafe(Runnable callback) {
          super.callSoonThreadsafe(callback);
          return super.callSoonThreadsafe(callback);
        }
      };
    }
  }

  /** Of what other threads have handed over the newest runs first. */
  public static final class NewestFirst extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        private final Deque<ReadyEntry> brought = new ConcurrentLinkedDeque<>();

        @Override
        public Handle callSoonThreadsafe(Runnable callback) {
          LoopHandle handle = newHandle(callback);
          brought.addFirst(handle);
          wakeUp();
          return handle;
        }

        @Override
        protected long pollTimeout() {
          // It looks every millisecond, since nobody tells the loop what is in its list.
          return Math.min(super.pollTimeout(), TimeUnit.MILLISECONDS.toNanos(1));
        }

        @Override
        protected void adoptForeign() {
          ReadyEntry newest = brought.pollFirst();
          while (newest != null) {
            ready.add(newest);
            newest = brought.pollFirst();
          }
        }
      };
    }
  }

  /** A list is read, copied and written back: of what two threads bring at a time one is lost. */
  public static final class LosesWhenTwoMeet extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        private final Exchanger<String> meeting = new Exchanger<>();
        private volatile List<ReadyEntry> brought = List.of();

        @Override
        public Handle callSoonThreadsafe(Runnable callback) {
          LoopHandle handle = newHandle(callback);
          List<ReadyEntry> longer = new ArrayList<>(brought);
          longer.add(handle);
          meetAnother();
          brought = longer;
          wakeUp();
          return handle;
        }

        private void meetAnother() {
          try {
            meeting.exchange("here", 20, TimeUnit.MILLISECONDS);
          } catch (TimeoutException nobody) {
            // Alone it does no harm.
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        }

        @Override
        protected long pollTimeout() {
          return Math.min(super.pollTimeout(), TimeUnit.MILLISECONDS.toNanos(1));
        }

        @Override
        protected void adoptForeign() {
          List<ReadyEntry> adopted = brought;
          brought = List.of();
          adopted.forEach(ready::add);
        }
      };
    }
  }

  /** What other threads hand over runs before everything else. */
  public static final class ForeignFirst extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected void adoptForeign() {
          Deque<ReadyEntry> own = new ArrayDeque<>();
          while (!ready.isEmpty()) {
            own.add(ready.remove());
          }
          super.adoptForeign();
          own.forEach(ready::add);
        }

        @Override
        protected void makeReady(ReadyEntry entry) {
          ready.add(entry);
        }

        @Override
        protected void enterRunning() {
          super.enterRunning();
          awaitBrought(foreign);
        }
      };
    }
  }

  /** What other threads hand over is looked at when a batch begins, and not before. */
  public static final class ForeignLast extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected void makeReady(ReadyEntry entry) {
          ready.add(entry);
        }

        @Override
        protected void leaveRunning() {
          super.leaveRunning();
          awaitBrought(foreign);
        }
      };
    }
  }

  /** What other threads hand over while a batch runs becomes a part of it. */
  public static final class TakesIntoTheBatch extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected void runBatch() {
          super.runBatch();
          if (!foreign.isEmpty()) {
            super.runBatch();
          }
        }
      };
    }
  }

  /** A timer that is due runs, cancelled or not. */
  public static final class CancelledTimersRun extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected LoopTimer newTimer(long whenNanos, Runnable callback) {
          return new LoopTimer(timers, whenNanos, callback) {
            @Override
            public void cancel() {
              // It is too late, it thinks.
            }
          };
        }

        @Override
        protected void readyDueTimers() {
          runBatch(); // so that a cancellation comes first
          super.readyDueTimers();
        }
      };
    }
  }

  /** A closed loop takes what other threads hand over. */
  public static final class TakesWhenClosed extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        public Handle callSoonThreadsafe(Runnable callback) {
          LoopHandle handle = newHandle(callback);
          foreign.add(handle);
          return handle;
        }
      };
    }
  }

  /** A closed loop refuses what other threads hand over, with an error that nobody expects. */
  public static final class RefusesStrangely extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected void checkClosed() {
          if (isClosed()) {
            throw new UnsupportedOperationException("closed");
          }
        }
      };
    }
  }

  /** To close a loop runs what is left over. */
  public static final class RunsAtClose extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        public void close() {
          enterRunning();
          runBatch();
          leaveRunning();
          super.close();
        }
      };
    }
  }

  /** A thread that waits for a coroutine gets null. */
  public static final class AnswersNull extends ReferenceProvider {
    @Override
    public String name() {
      return "AnswersNull";
    }

    @Override
    public Asyncio asyncio(LoopClock clock) {
      return new ReferenceAsyncio(clock) {
        @Override
        public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
            Coroutine<T> coro, EventLoop loop) {
          return super.runCoroutineThreadsafe(coroutine(() -> forgetResultOf(coro)), loop);
        }

        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // that is the fault
        private <T extends @Nullable Object> T forgetResultOf(Coroutine<T> coro) throws Exception {
          await(coro);
          return null;
        }
      };
    }
  }
}
