package io.asynciotck.reference.queue;

import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;

/** One broken loop for each idea of {@link WakeUp}, for jcstress to find. */
public final class BrokenWakeUps {
  private BrokenWakeUps() {}

  private static void select(Selector selector, long timeoutNanos) {
    try {
      WakeUp.select(selector, timeoutNanos);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The loop announces that it will block, and does not look for work once more. */
  public static final class LooksNoMore extends BrokenProviders.BrokenSleep {
    @Override
    WakeUp brokenWakeUp() {
      return new WakeUp() {
        @Override
        public void block(long timeoutNanos, ForeignQueue foreign) {
          Selector mine = openSelector();
          BrokenQueues.holdUp();
          state = BLOCKED;
          BrokenWakeUps.select(mine, timeoutNanos);
          state = AWAKE;
        }
      };
    }
  }

  /** A loop that was woken does not note that it is awake, so that it is not woken again. */
  public static final class StaysWoken extends BrokenProviders.BrokenSleep {
    @Override
    WakeUp brokenWakeUp() {
      return new WakeUp() {
        @Override
        public void block(long timeoutNanos, ForeignQueue foreign) {
          Selector mine = openSelector();
          STATE.compareAndSet(this, AWAKE, BLOCKED);
          if (foreign.isEmptyInOrder()) {
            BrokenWakeUps.select(mine, timeoutNanos);
          }
          STATE.compareAndSet(this, BLOCKED, AWAKE);
        }
      };
    }
  }

  /** A thread wakes the loop first, and then brings what it would wake it for. */
  public static final class WakesThenBrings extends BrokenProviders.Broken {
    @Override
    SelectorEventLoop brokenLoop(BaseAsyncio asyncio, LoopClock clock) {
      return new SelectorEventLoop(asyncio, clock) {
        @Override
        public Handle callSoonThreadsafe(Runnable callback) {
          LoopHandle handle = newHandle(callback);
          wakeUp();
          foreign.add(handle);
          return handle;
        }
      };
    }
  }
}
