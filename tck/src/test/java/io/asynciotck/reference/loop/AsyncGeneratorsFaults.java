package io.asynciotck.reference.loop;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.OpenGenerators;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.Report;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults with asynchronous generators. */
final class AsyncGeneratorsFaults {

  private AsyncGeneratorsFaults() {}

  @Fault(
      what = "shutdown_asyncgens closes no more than ten generators.",
      breaks = {"loop.shutdown-asyncgens.closes"})
  static final class ClosesTen extends SelectorEventLoop {
    ClosesTen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected OpenGenerators newOpenGenerators() {
      return new OpenGenerators(asyncio, this) {
        private int known;

        @Override
        public void begins(AsyncGenerator<?> generator) {
          if (known < 10) {
            known++;
            super.begins(generator);
          }
        }
      };
    }
  }

  @Fault(
      what = "shutdown_asyncgens does not wait for what it closes.",
      breaks = {"loop.shutdown-asyncgens.waits"})
  static final class DoesNotWait extends SelectorEventLoop {
    DoesNotWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected OpenGenerators newOpenGenerators() {
      return new OpenGenerators(asyncio, this) {
        @Override
        protected void shutDown() throws Exception {
          createTask(
              asyncio.coroutine(() -> {
                super.shutDown();
                return null;
              }));
          for (int turn = 0; turn < 8; turn++) {
            asyncio.await(asyncio.sleep(Duration.ZERO));
          }
        }
      };
    }
  }

  @Fault(
      what = "A generator that nobody holds stays open.",
      breaks = {"loop.asyncgen.dropped"})
  static final class LeavesGarbage extends SelectorEventLoop {
    LeavesGarbage(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected OpenGenerators newOpenGenerators() {
      return new OpenGenerators(asyncio, this) {
        @Override
        protected void closeGarbage() {
          // It stays.
        }
      };
    }
  }

  @Fault(
      what = "shutdown_asyncgens closes what is being closed since nobody holds it.",
      breaks = {"loop.asyncgen.dropped-once"})
  static final class ClosesGarbageAgain extends SelectorEventLoop {
    ClosesGarbageAgain(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected OpenGenerators newOpenGenerators() {
      return new OpenGenerators(asyncio, this) {
        private final Set<AsyncGenerator<?>> begun = new LinkedHashSet<>();

        @Override
        public void begins(AsyncGenerator<?> generator) {
          begun.add(generator);
          super.begins(generator);
        }

        @Override
        public void ended(AsyncGenerator<?> generator) {
          begun.remove(generator);
          super.ended(generator);
        }

        @Override
        protected void closeGarbage() {
          super.closeGarbage();
          begun.forEach(super::begins);
        }
      };
    }
  }

  @Fault(
      what = "shutdown_asyncgens fails for a generator that has ended.",
      breaks = {"loop.shutdown-asyncgens.ended"})
  static final class FailsForTheEnded extends SelectorEventLoop {
    FailsForTheEnded(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected OpenGenerators newOpenGenerators() {
      return new OpenGenerators(asyncio, this) {
        private boolean closing;
        private boolean ended;

        @Override
        public void ended(AsyncGenerator<?> generator) {
          ended = ended || !closing;
          super.ended(generator);
        }

        @Override
        protected void shutDown() throws Exception {
          closing = true;
          super.shutDown();
          if (ended) {
            throw new IllegalStateException("A generator has ended");
          }
        }
      };
    }
  }

  @Fault(
      what = "A second shutdown_asyncgens does nothing.",
      breaks = {"loop.shutdown-asyncgens.cleared"})
  static final class ShutsDownOnce extends SelectorEventLoop {
    ShutsDownOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected OpenGenerators newOpenGenerators() {
      return new OpenGenerators(asyncio, this) {
        private boolean over;

        @Override
        protected void shutDown() throws Exception {
          if (!over) {
            over = true;
            super.shutDown();
          }
        }
      };
    }
  }

  /** Closes one generator after the other. */
  abstract static class InTurn extends SelectorEventLoop {
    InTurn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Closes one of them. What this raises ends all. */
    abstract void close(AsyncGenerator<?> generator) throws Exception;

    @Override
    protected OpenGenerators newOpenGenerators() {
      return new OpenGenerators(asyncio, this) {
        private final Set<AsyncGenerator<?>> open = new LinkedHashSet<>();

        @Override
        public void begins(AsyncGenerator<?> generator) {
          open.add(generator);
          super.begins(generator);
        }

        @Override
        protected void shutDown() throws Exception {
          for (AsyncGenerator<?> generator : open) {
            close(generator);
          }
          super.shutDown();
        }
      };
    }
  }

  @Fault(
      what = "A clean-up that fails ends shutdown_asyncgens.",
      breaks = {"loop.shutdown-asyncgens.each", "loop.shutdown-asyncgens.reported"})
  static final class StopsAtAFailure extends InTurn {
    StopsAtAFailure(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void close(AsyncGenerator<?> generator) throws Exception {
      asyncio.await(generator.aclose());
    }
  }

  @Fault(
      what = "A clean-up that is cancelled ends shutdown_asyncgens.",
      breaks = "loop.shutdown-asyncgens.each")
  static final class StopsAtACancellation extends InTurn {
    StopsAtACancellation(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void close(AsyncGenerator<?> generator) {
      try {
        asyncio.await(generator.aclose());
      } catch (Exception raised) {
        callExceptionHandler(
            Report.of("A clean-up failed", raised).with("asyncgen", generator).context());
      }
    }
  }

  @Fault(
      what = "What a clean-up raises is told to nobody.",
      breaks = {"loop.shutdown-asyncgens.reported"})
  static final class KeepsFailuresToItself extends SelectorEventLoop {
    KeepsFailuresToItself(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      if (!context.containsKey("asyncgen")) {
        super.callExceptionHandler(context);
      }
    }
  }

  @Fault(
      what = "Generators that begin after shutdown_asyncgens are welcome.",
      breaks = {"loop.shutdown-asyncgens.warns"})
  static final class DoesNotWarn extends SelectorEventLoop {
    DoesNotWarn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected OpenGenerators newOpenGenerators() {
      return new OpenGenerators(asyncio, this) {
        @Override
        protected void warn(AsyncGenerator<?> generator) {
          // Nobody is told.
        }
      };
    }
  }
}
