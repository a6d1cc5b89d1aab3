package io.asynciotck.reference.queue;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.module.ReferenceProvider;
import io.asynciotck.stress.LoopUnderStress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loops with one fault each between threads, for jcstress to find. */
public final class BrokenProviders {
  private BrokenProviders() {}

  /** A provider whose name says what its loops do. */
  abstract static class Broken extends ReferenceProvider {
    @Override
    public final String name() {
      return getClass().getSimpleName();
    }

    @Override
    public final Asyncio asyncio(LoopClock clock) {
      return new ReferenceAsyncio(clock) {
        @Override
        protected SelectorEventLoop newLoop() {
          return brokenLoop(this, clock);
        }
      };
    }

    abstract SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock);
  }

  /** Loops of which one part is broken: what other threads bring goes through another queue. */
  abstract static class BrokenQueue extends Broken {
    @Override
    final SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected ForeignQueue newForeignQueue() {
          return brokenQueue();
        }
      };
    }

    abstract ForeignQueue brokenQueue();
  }

  /** Loops of which one part is broken: they sleep and are woken in another way. */
  abstract static class BrokenSleep extends Broken {
    @Override
    final SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected WakeUp newWakeUp() {
          return brokenWakeUp();
        }
      };
    }

    abstract WakeUp brokenWakeUp();
  }

  /**
   * For each test another one of the broken loops, so that one run of jcstress shows several:
   * {@code -Dstress.broken=Test=Name,Test=Name}. A JVM of jcstress has one test.
   */
  public static final class OneForEachTest extends Broken {
    private @Nullable Broken chosen;

    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      Broken mine = chosen;
      if (mine == null) {
        mine = choose();
        chosen = mine;
      }
      return mine.brokenLoop(asyncio, clock);
    }

    /** Finds the test that asks for a loop. */
    private static Broken choose() {
      Map<String, String> names =
          Arrays.stream(System.getProperty("stress.broken").split(","))
              .map(pair -> pair.split("="))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      String name =
          StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
              .walk(frames ->
                  frames
                      .map(frame -> names.get(frame.getDeclaringClass().getSimpleName()))
                      .filter(Objects::nonNull)
                      .findFirst())
              .orElseThrow(() -> new AssertionError("No test of " + names + " asks for a loop"));
      return (Broken) LoopUnderStress.provider(name);
    }
  }

  /** What is brought is kept in a list that is read, copied and written back. */
  public static final class LosesUpdates extends Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        private volatile List<ReadyEntry> brought = List.of();

        @Override
        public Handle callSoonThreadsafe(Runnable callback) {
          LoopHandle handle = newHandle(callback);
          List<ReadyEntry> longer = new ArrayList<>(brought);
          longer.add(handle);
          brought = longer;
          return handle;
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

  /** Nobody wakes a loop that sleeps. */
  public static final class NeverWakes extends Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected void wakeUp() {}
      };
    }
  }

  /** A loop that waits looks at a field that is neither volatile nor guarded. */
  public static final class PollsPlainField extends Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        private boolean woken;

        @Override
        protected void waitForEvents(long timeoutNanos) {
          long end = System.nanoTime() + timeoutNanos;
          while (!woken && System.nanoTime() < end) {
            // A compiler may look at the field once, and at the time again and again.
          }
          woken = false;
        }

        @Override
        protected void wakeUp() {
          woken = true;
        }
      };
    }
  }

  /** What is brought has a queue of its own, which is looked at once in an iteration. */
  public static final class OwnQueue extends Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected void makeReady(ReadyEntry entry) {
          ready.add(entry);
        }
      };
    }
  }

  /** A run never returns, whatever is done. */
  public static final class NeverReturns extends Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        protected void runOnce() {
          stop();
          super.runOnce();
          while (isRunning()) {
            Thread.onSpinWait();
          }
        }
      };
    }
  }
}
