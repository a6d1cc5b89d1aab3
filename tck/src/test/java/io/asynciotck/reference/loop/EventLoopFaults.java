package io.asynciotck.reference.loop;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Faults in making loops and in finding the running and the current one. */
final class EventLoopFaults {

  private EventLoopFaults() {}

  @Fault(
      what = "new_event_loop returns a loop that it returned before.",
      breaks = {"loop.new.fresh"},
      ripples = {"run.*"})
  static final class ThirdLoopIsTheSecond extends ReferenceAsyncio {
    private int made;
    private @Nullable SelectorEventLoop second;

    ThirdLoopIsTheSecond(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      made++;
      if (made == 3 && second != null) {
        return second;
      }
      second = super.newLoop();
      return second;
    }
  }

  @Fault(
      what = "new_event_loop sets the current loop.",
      breaks = {
        "loop.get-current.not-created",
        "loop.new.not-current",
        "loop.set-current.per-thread"
      })
  static final class NewLoopBecomesCurrent extends ReferenceAsyncio {
    NewLoopBecomesCurrent(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      SelectorEventLoop made = super.newLoop();
      setEventLoop(made);
      return made;
    }
  }

  @Fault(
      what = "What is given to a loop while none runs goes into the queue of the first loop.",
      breaks = {"loop.get-running.two-threads", "loop.new.own-queue"})
  static final class SharedQueue extends ReferenceAsyncio {
    private @Nullable SelectorEventLoop first;

    SharedQueue(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      SelectorEventLoop shared = first;
      if (shared == null) {
        first = super.newLoop();
        return first;
      }
      return new SelectorEventLoop(this, clock()) {
        @Override
        protected void makeReady(ReadyEntry entry) {
          if (entry instanceof LoopHandle && threads().here().running == null) {
            shared.schedule(entry);
          } else {
            super.makeReady(entry);
          }
        }
      };
    }
  }

  @Fault(
      what = "get_running_loop returns a loop that is not running (qasync#72).",
      breaks = {
        "loop.get-running.after-exception",
        "loop.get-running.after-exit",
        "loop.get-running.after-run",
        "loop.get-running.current-is-not-running",
        "loop.get-running.none",
        "loop.get-running.per-thread"
      },
      ripples = {"run.loop.not-running-after"})
  static final class RunningIsTheNewest extends ReferenceAsyncio {
    private volatile @Nullable SelectorEventLoop newest;

    RunningIsTheNewest(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
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

  @Fault(
      what = "get_running_loop returns the loop that was set, running or not.",
      breaks = {
        "loop.get-running.current-is-not-running",
        "loop.get-running.in-callback",
        "loop.get-running.in-coroutine",
        "loop.set-current.keeps-running"
      })
  static final class RunningIsTheCurrent extends ReferenceAsyncio {
    RunningIsTheCurrent(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getRunningLoop() {
      EventLoop current = threadPolicy().current();
      return current == null ? super.getRunningLoop() : current;
    }
  }

  @Fault(
      what = "The running loop is kept for the process, not for the thread.",
      breaks = {"loop.get-running.per-thread", "loop.get-running.two-threads"},
      ripples = {"wrap-future.concurrent.thread"})
  static final class OneRunningLoop extends ReferenceAsyncio {
    private volatile @Nullable EventLoop running;

    OneRunningLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        protected void enterRunning() {
          super.enterRunning();
          running = this;
        }

        @Override
        protected void leaveRunning() {
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
  abstract static class LastRun extends ReferenceAsyncio {
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

  @Fault(
      what = "get_running_loop still returns the loop after its run (qasync PR#83).",
      breaks = {"loop.get-running.after-exception", "loop.get-running.after-run"},
      ripples = {"run.loop.not-running-after"})
  static final class RunningAfterReturn extends LastRun {
    RunningAfterReturn(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public void runForever() {
          super.runForever();
          remember(this);
        }
      };
    }
  }

  @Fault(
      what = "get_running_loop still returns the loop after an exception has left the run.",
      breaks = {"loop.get-running.after-exit"})
  static final class RunningAfterExit extends LastRun {
    RunningAfterExit(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
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

  @Fault(
      what = "get_event_loop prefers the loop that was set to the one that runs.",
      breaks = {"loop.get-current.in-callback", "loop.get-current.in-coroutine"})
  static final class SetHidesRunning extends ReferenceAsyncio {
    SetHidesRunning(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getEventLoop() {
      EventLoop set = threadPolicy().current();
      return set == null ? super.getEventLoop() : set;
    }
  }

  @Fault(
      what = "set_event_loop has no effect if a loop is set already.",
      breaks = {"loop.get-current.set"})
  static final class FirstSetWins extends ReferenceAsyncio {
    FirstSetWins(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      if (loop == null || threadPolicy().current() == null) {
        super.setEventLoop(loop);
      }
    }
  }

  @Fault(
      what = "set_event_loop(None) has no effect.",
      breaks = {"loop.get-current.unset", "loop.get-current.unset-refused"},
      ripples = {"run.current-loop.unset"})
  static final class CannotBeUnset extends ReferenceAsyncio {
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

  @Fault(
      what = "The current loop is kept for the process, not for the thread.",
      breaks = {
        "loop.get-current.other-thread",
        "loop.get-current.other-thread-refused",
        "loop.set-current.per-thread"
      })
  static final class OneCurrentLoop extends ReferenceAsyncio {
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
      threadPolicy().setEventLoop(current);
      return super.getEventLoop();
    }
  }

  @Fault(
      what = "get_event_loop creates a loop where none is set, as it did up to Python 3.13.",
      breaks = {
        "loop.get-current.not-created",
        "loop.get-current.other-thread",
        "loop.get-current.other-thread-refused",
        "loop.get-current.unset",
        "loop.get-current.unset-refused"
      },
      ripples = {"run.current-loop.unset"})
  static final class GetCreates extends ReferenceAsyncio {
    GetCreates(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getEventLoop() {
      if (threads().here().running == null && threadPolicy().current() == null) {
        threadPolicy().setEventLoop(newLoop());
      }
      return super.getEventLoop();
    }
  }
}
