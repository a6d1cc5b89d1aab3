package io.asynciotck.reference;

import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Faults in making loops and in finding the running and the current one. */
final class EventLoopFaults {

  private EventLoopFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "third-loop-is-the-second",
            "new_event_loop returns a loop that it returned before.",
            ThirdLoopIsTheSecond::new,
            "loop.new.fresh",
            "run.loop.new",
            "run.nested.other-thread"),
        fault(
            "new-loop-becomes-current",
            "new_event_loop sets the current loop.",
            NewLoopBecomesCurrent::new,
            "loop.get-current.not-created",
            "loop.new.not-current",
            "loop.set-current.per-thread"),
        fault(
            "idle-loops-share-a-queue",
            "What is given to a loop while none runs goes into the queue of the first loop.",
            SharedQueue::new,
            "loop.get-running.two-threads",
            "loop.new.own-queue"),
        fault(
            "running-is-the-newest",
            "get_running_loop returns a loop that is not running (qasync#72).",
            RunningIsTheNewest::new,
            "loop.get-running.after-exception",
            "loop.get-running.after-run",
            "loop.get-running.current-is-not-running",
            "loop.get-running.none",
            "loop.get-running.per-thread",
            "run.loop.not-running-after"),
        fault(
            "running-is-the-current",
            "get_running_loop returns the loop that was set, running or not.",
            RunningIsTheCurrent::new,
            "loop.get-running.current-is-not-running",
            "loop.get-running.in-callback",
            "loop.get-running.in-coroutine",
            "loop.set-current.keeps-running"),
        fault(
            "one-running-loop-for-all-threads",
            "The running loop is kept for the process, not for the thread.",
            OneRunningLoop::new,
            "loop.get-running.per-thread",
            "loop.get-running.two-threads",
            "wrap-future.concurrent.thread"),
        fault(
            "running-loop-outlives-its-run",
            "get_running_loop still returns the loop after its run (qasync PR#83).",
            RunningAfterReturn::new,
            "loop.get-running.after-run",
            "run.loop.not-running-after"),
        fault(
            "exit-leaks-the-running-loop",
            "get_running_loop still returns the loop after an exception has left the run.",
            RunningAfterExit::new,
            "loop.get-running.after-exit"),
        fault(
            "set-loop-hides-the-running-one",
            "get_event_loop prefers the loop that was set to the one that runs.",
            SetHidesRunning::new,
            "loop.get-current.in-callback",
            "loop.get-current.in-coroutine"),
        fault(
            "first-loop-set-wins",
            "set_event_loop has no effect if a loop is set already.",
            FirstSetWins::new,
            "loop.get-current.set"),
        fault(
            "current-loop-cannot-be-unset",
            "set_event_loop(None) has no effect.",
            CannotBeUnset::new,
            "loop.get-current.unset",
            "run.current-loop.unset"),
        fault(
            "one-current-loop-for-all-threads",
            "The current loop is kept for the process, not for the thread.",
            OneCurrentLoop::new,
            "loop.get-current.other-thread",
            "loop.set-current.per-thread"),
        fault(
            "get-event-loop-creates",
            "get_event_loop creates a loop where none is set, as it did up to Python 3.13.",
            GetCreates::new,
            "loop.get-current.not-created",
            "loop.get-current.other-thread",
            "loop.get-current.unset",
            "run.current-loop.unset"));
  }

  private static final class ThirdLoopIsTheSecond extends ReferenceAsyncio {
    private int made;
    private @Nullable SelectorEventLoop second;

    ThirdLoopIsTheSecond(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      made++;
      if (made == 3 && second != null) {
        return second;
      }
      second = super.newLoop();
      return second;
    }
  }

  private static final class NewLoopBecomesCurrent extends ReferenceAsyncio {
    NewLoopBecomesCurrent(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      SelectorEventLoop made = super.newLoop();
      setEventLoop(made);
      return made;
    }
  }

  private static final class SharedQueue extends ReferenceAsyncio {
    private @Nullable SelectorEventLoop first;

    SharedQueue(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      SelectorEventLoop shared = first;
      if (shared == null) {
        first = super.newLoop();
        return first;
      }
      return new SelectorEventLoop(this, clock()) {
        @Override
        void makeReady(ReadyEntry entry) {
          if (entry instanceof LoopHandle && threads().here().running == null) {
            shared.makeReady(entry);
          } else {
            super.makeReady(entry);
          }
        }
      };
    }
  }

  private static final class RunningIsTheNewest extends ReferenceAsyncio {
    private volatile @Nullable SelectorEventLoop newest;

    RunningIsTheNewest(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      SelectorEventLoop made = super.newLoop();
      newest = made;
      return made;
    }

    @Override
    public EventLoop getRunningLoop() {
      EventLoop running = threads().here().running;
      EventLoop instead = newest;
      return running == null && instead != null ? instead : super.getRunningLoop();
    }
  }

  private static final class RunningIsTheCurrent extends ReferenceAsyncio {
    RunningIsTheCurrent(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getRunningLoop() {
      EventLoop current = threads().here().current;
      return current == null ? super.getRunningLoop() : current;
    }
  }

  private static final class OneRunningLoop extends ReferenceAsyncio {
    private volatile @Nullable EventLoop running;

    OneRunningLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        void enterRunning() {
          super.enterRunning();
          running = this;
        }

        @Override
        void leaveRunning() {
          super.leaveRunning();
          running = null;
        }
      };
    }

    @Override
    public EventLoop getRunningLoop() {
      EventLoop found = running;
      if (found == null) {
        throw new IllegalStateException("no running loop");
      }
      return found;
    }
  }

  /** Remembers the loop that ran last in a thread, if the run ended in one way. */
  private abstract static class LastRun extends ReferenceAsyncio {
    private final Map<Thread, EventLoop> lastRuns = new ConcurrentHashMap<>();

    LastRun(LoopClock clock) {
      super(clock);
    }

    final void remember(EventLoop loop) {
      lastRuns.put(Thread.currentThread(), loop);
    }

    @Override
    public EventLoop getRunningLoop() {
      EventLoop last = lastRuns.get(Thread.currentThread());
      return threads().here().running == null && last != null ? last : super.getRunningLoop();
    }
  }

  private static final class RunningAfterReturn extends LastRun {
    RunningAfterReturn(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public void runForever() {
          super.runForever();
          remember(this);
        }
      };
    }
  }

  private static final class RunningAfterExit extends LastRun {
    RunningAfterExit(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public void runForever() {
          try {
            super.runForever();
          } catch (SystemExit leaving) {
            remember(this);
            throw leaving;
          }
        }
      };
    }
  }

  private static final class SetHidesRunning extends ReferenceAsyncio {
    SetHidesRunning(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getEventLoop() {
      EventLoop set = threads().here().current;
      return set == null ? super.getEventLoop() : set;
    }
  }

  private static final class FirstSetWins extends ReferenceAsyncio {
    FirstSetWins(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      if (loop == null || threads().here().current == null) {
        super.setEventLoop(loop);
      }
    }
  }

  private static final class CannotBeUnset extends ReferenceAsyncio {
    CannotBeUnset(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      if (loop != null) {
        super.setEventLoop(loop);
      }
    }
  }

  private static final class OneCurrentLoop extends ReferenceAsyncio {
    private volatile @Nullable EventLoop current;

    OneCurrentLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      current = loop;
    }

    @Override
    public EventLoop getEventLoop() {
      threads().here().current = current;
      return super.getEventLoop();
    }
  }

  private static final class GetCreates extends ReferenceAsyncio {
    GetCreates(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getEventLoop() {
      ThreadState here = threads().here();
      if (here.running == null && here.current == null) {
        here.current = newLoop();
      }
      return super.getEventLoop();
    }
  }
}
