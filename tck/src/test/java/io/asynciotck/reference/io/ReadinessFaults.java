package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.WakeUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in readers. */
final class ReadinessFaults {

  private ReadinessFaults() {}

  /** Whether a descriptor is ready for something now. */
  static boolean isReady(Object fd, int operation) {
    try (Selector selector = Selector.open()) {
      ((SelectableChannel) fd).register(selector, operation);
      return selector.selectNow() > 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Fault(
      what = "What was given to add_reader is never called.",
      breaks = {
        "loop.add-reader.again",
        "loop.add-reader.arguments",
        "loop.add-reader.calls",
        "loop.add-reader.closed-forgotten",
        "loop.add-reader.each-iteration",
        "loop.add-reader.end",
        "loop.add-reader.error",
        "loop.add-reader.hang-up",
        "loop.add-reader.listening",
        "loop.add-reader.raises",
        "loop.add-reader.replaced-in-batch",
        "loop.add-reader.replaces",
        "loop.add-reader.replaces-arguments",
        "loop.add-reader.reused",
        "loop.add-reader.several",
        "loop.add-reader.stays",
        "loop.add-reader.with-writer",
        "loop.poll.no-limit",
        "loop.poll.not-starved-by-callbacks",
        "loop.poll.once",
        "loop.poll.order",
        "loop.remove-reader.same-batch",
        "loop.remove-writer.keeps-reader",
        "loop.stop.descriptors-in-batch",
        "loop.stop.polls-once"
      })
  static final class Deaf extends SelectorEventLoop {
    Deaf(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, () -> {});
    }
  }

  @Fault(
      what = "What was given to add_reader for a pipe is never called.",
      breaks = "loop.add-reader.hang-up")
  static final class DeafToPipes extends SelectorEventLoop {
    DeafToPipes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, fd instanceof Pipe.SourceChannel ? () -> {} : callback);
    }
  }

  @Fault(
      what = "What was given to add_reader for a socket of datagrams is never called.",
      breaks = "loop.add-reader.error")
  static final class DeafToDatagrams extends SelectorEventLoop {
    DeafToDatagrams(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, fd instanceof DatagramChannel ? () -> {} : callback);
    }
  }

  @Fault(
      what = "add_reader schedules the callback once if there is nothing to be read yet.",
      breaks = {
        "loop.add-reader.closed-forgotten",
        "loop.add-reader.not-before",
        "loop.add-reader.reused",
        "loop.add-reader.stays",
        "loop.add-reader.with-writer",
        "loop.poll.callbacks-no-wait",
        "loop.poll.once",
        "loop.stop.polls-no-wait"
      },
      reason = "Callbacks that are called in vain find nothing to read, and raise.")
  static final class InAdvance extends SelectorEventLoop {
    InAdvance(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      callSoon(() -> {
        if (fd instanceof SocketChannel && !isReady(fd, SelectionKey.OP_READ)) {
          callback.run();
        }
      });
    }
  }

  @Fault(
      what = "add_reader calls the callback if there is something to be read.",
      breaks = {
        "loop.add-reader.later",
        "loop.add-reader.replaces-arguments",
        "loop.add-reader.reused"
      })
  static final class AtOnce extends SelectorEventLoop {
    AtOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      if (!isRunning() && fd instanceof SocketChannel && isReady(fd, SelectionKey.OP_READ)) {
        callback.run();
      }
    }
  }

  @Fault(
      what = "A reader is called only once.",
      breaks = {
        "loop.add-reader.arguments",
        "loop.add-reader.each-iteration",
        "loop.add-reader.raises",
        "loop.add-reader.stays"
      })
  static final class Once extends SelectorEventLoop {
    Once(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      boolean[] called = {false};
      super.addReader(
          fd,
          () -> {
            if (!called[0]) {
              called[0] = true;
              callback.run();
            }
          });
    }
  }

  @Fault(
      what = "A second add_reader for a descriptor is ignored.",
      breaks = {
        "loop.add-reader.replaced-in-batch",
        "loop.add-reader.replaces",
        "loop.add-reader.replaces-arguments"
      })
  static final class FirstStays extends SelectorEventLoop {
    private final Set<Object> known = new HashSet<>();

    FirstStays(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      if (known.add(fd)) {
        super.addReader(fd, callback);
      }
    }

    @Override
    public boolean removeReader(Object fd) {
      known.remove(fd);
      return super.removeReader(fd);
    }
  }

  @Fault(
      what = "A second add_reader for a descriptor leaves the first callback in force, too.",
      breaks = {
        "loop.add-reader.replaced-in-batch",
        "loop.add-reader.replaces",
        "loop.add-reader.replaces-arguments"
      })
  static final class AddUp extends SelectorEventLoop {
    private final Map<Object, Runnable> known = new HashMap<>();

    AddUp(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      Runnable earlier = known.get(fd);
      known.put(fd, callback);
      super.addReader(
          fd,
          earlier == null
              ? callback
              : () -> {
                earlier.run();
                callback.run();
              });
    }

    @Override
    public boolean removeReader(Object fd) {
      known.remove(fd);
      return super.removeReader(fd);
    }
  }

  @Fault(
      what = "A callback that was replaced or removed is called if it is in the batch already.",
      breaks = {
        "loop.add-reader.replaced-in-batch",
        "loop.remove-reader.same-batch",
        "loop.remove-writer.same-batch"
      })
  static final class TooLate extends SelectorEventLoop {
    TooLate(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Readiness newReadiness(WakeUp whereItSleeps) {
      return new Readiness(whereItSleeps, foreign, this::makeReady) {
        @Override
        protected Watch newWatch(SelectionKey key) {
          return new Watch(key) {
            @Override
            protected void callOff(@Nullable WatchHandle handle) {
              // It is called if it is queued already.
            }
          };
        }
      };
    }
  }

  @Fault(
      what = "A loop that stops gives up all its readers.",
      breaks = {
        "loop.add-reader.closed-forgotten",
        "loop.add-reader.reused",
        "loop.add-reader.stays"
      })
  static final class StopForgets extends SelectorEventLoop {
    private final List<Object> known = new ArrayList<>();

    StopForgets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      known.add(fd);
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      known.forEach(this::removeReader);
    }
  }

  @Fault(
      what = "Of several descriptors that are ready one is served in an iteration, in turns.",
      breaks = {"loop.add-reader.several"})
  static final class OneAtATime extends SelectorEventLoop {
    OneAtATime(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected Readiness newReadiness(WakeUp whereItSleeps) {
      return new Readiness(whereItSleeps, foreign, this::makeReady) {
        private final Set<SelectionKey> before = new HashSet<>();
        private boolean served;

        @Override
        public boolean poll(long timeoutNanos) {
          if (!served) {
            before.clear();
          }
          served = false;
          return super.poll(timeoutNanos);
        }

        @Override
        protected void makeReady(SelectionKey key) {
          if (!served && before.add(key)) {
            served = true;
            super.makeReady(key);
          }
        }
      };
    }
  }

  @Fault(
      what = "A reader that takes the place of another removes the writer.",
      breaks = {"loop.add-reader.with-writer"})
  static final class ReplacingDropsTheWriter extends SelectorEventLoop {
    private final Set<Object> readers = new HashSet<>();

    ReplacingDropsTheWriter(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      if (!readers.add(fd)) {
        removeWriter(fd);
      }
      super.addReader(fd, callback);
    }
  }

  @Fault(
      what = "A reader that is removed takes that of the descriptor with it that came next.",
      breaks = {"loop.add-reader.calls"})
  static final class RemovesTheNextOne extends SelectorEventLoop {
    private final List<Object> readers = new ArrayList<>();

    RemovesTheNextOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      readers.add(fd);
      super.addReader(fd, callback);
    }

    @Override
    public boolean removeReader(Object fd) {
      int next = readers.indexOf(fd) + 1;
      if (next > 1 && next < readers.size()) {
        super.removeReader(readers.get(next));
      }
      return super.removeReader(fd);
    }
  }

  @Fault(
      what = "A reader that raises is given up.",
      breaks = {"loop.add-reader.raises"})
  static final class ErrorEnds extends SelectorEventLoop {
    ErrorEnds(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(
          fd,
          () -> {
            try {
              callback.run();
            } catch (Throwable raised) {
              removeReader(fd);
              throw raised;
            }
          });
    }
  }

  @Fault(
      what = "add_reader does not mind that the loop is closed.",
      breaks = {"loop.add-reader.closed-loop"})
  static final class ClosedTakes extends SelectorEventLoop {
    ClosedTakes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      if (!isClosed()) {
        super.addReader(fd, callback);
      }
    }
  }

  @Fault(
      what = "add_reader does nothing if the descriptor is none.",
      breaks = {"loop.add-reader.invalid"})
  static final class TakesAny extends SelectorEventLoop {
    TakesAny(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      if (fd instanceof SelectableChannel) {
        super.addReader(fd, callback);
      }
    }
  }

  @Fault(
      what = "add_writer puts the writer in the place of the reader.",
      breaks = {"loop.add-reader.with-writer"})
  static final class OneOfTwo extends SelectorEventLoop {
    OneOfTwo(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      super.removeReader(fd);
      super.addWriter(fd, callback);
    }
  }

  @Fault(
      what = "remove_reader only says that it has removed the reader.",
      breaks = {"loop.poll.idle", "loop.remove-reader.same-batch", "loop.remove-reader.stops"})
  static final class CannotBeRemoved extends SelectorEventLoop {
    private final Set<Object> known = new HashSet<>();

    CannotBeRemoved(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      known.add(fd);
    }

    @Override
    public boolean removeReader(Object fd) {
      return known.remove(fd);
    }
  }

  @Fault(
      what = "remove_reader always returns false (uvloop: None).",
      breaks = {"loop.remove-reader.true"})
  static final class SaysNo extends SelectorEventLoop {
    SaysNo(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean removeReader(Object fd) {
      super.removeReader(fd);
      return false;
    }
  }

  @Fault(
      what = "remove_reader tells whether nothing is registered any more.",
      breaks = {"loop.remove-reader.true"})
  static final class TellsWhetherAllIsRemoved extends SelectorEventLoop {
    private final Set<Object> written = new HashSet<>();

    TellsWhetherAllIsRemoved(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      super.addWriter(fd, callback);
      written.add(fd);
    }

    @Override
    public boolean removeReader(Object fd) {
      return super.removeReader(fd) && !written.contains(fd);
    }
  }

  @Fault(
      what = "remove_reader always returns true.",
      breaks = {"loop.remove-reader.false"})
  static final class SaysYes extends SelectorEventLoop {
    SaysYes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean removeReader(Object fd) {
      super.removeReader(fd);
      return true;
    }
  }

  @Fault(
      what = "A reader that was removed beside a writer can be removed again.",
      breaks = {"loop.remove-reader.false"})
  static final class StaysBesideAWriter extends SelectorEventLoop {
    private final Set<Object> shared = new HashSet<>();
    private final Set<Object> removed = new HashSet<>();

    StaysBesideAWriter(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      super.addWriter(fd, callback);
      shared.add(fd);
    }

    @Override
    public boolean removeReader(Object fd) {
      if (super.removeReader(fd)) {
        removed.add(fd);
        return true;
      }
      return shared.contains(fd) && removed.contains(fd);
    }
  }

  @Fault(
      what = "remove_reader removes the writer, too.",
      breaks = {"loop.remove-reader.keeps-writer"})
  static final class RemovesBoth extends SelectorEventLoop {
    RemovesBoth(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean removeReader(Object fd) {
      super.removeWriter(fd);
      return super.removeReader(fd);
    }
  }

  @Fault(
      what = "remove_reader of a descriptor that has none removes the writer.",
      breaks = {"loop.remove-reader.keeps-writer"})
  static final class RemovesTheOther extends SelectorEventLoop {
    RemovesTheOther(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean removeReader(Object fd) {
      boolean removed = super.removeReader(fd);
      if (!removed) {
        super.removeWriter(fd);
      }
      return removed;
    }
  }

  @Fault(
      what = "A descriptor whose reader was removed twice cannot have another one.",
      breaks = {"loop.add-reader.again"})
  static final class ForGood extends SelectorEventLoop {
    private final List<Object> removed = new ArrayList<>();

    ForGood(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      if (Collections.frequency(removed, fd) < 2) {
        super.addReader(fd, callback);
      }
    }

    @Override
    public boolean removeReader(Object fd) {
      removed.add(fd);
      return super.removeReader(fd);
    }
  }

  @Fault(
      what = "Where a descriptor can be read and written, the writer alone is called.",
      breaks = {"loop.add-reader.with-writer"})
  static final class PrefersWriters extends SelectorEventLoop {
    private final Set<Object> writers = new HashSet<>();
    private final Set<Object> written = new HashSet<>();

    PrefersWriters(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(
          fd,
          () -> {
            if (!writers.contains(fd)) {
              callback.run();
            } else if (!written.contains(fd)) {
              callSoon(() -> {
                if (!written.contains(fd)) {
                  callback.run();
                }
              });
            }
          });
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      writers.add(fd);
      super.addWriter(
          fd,
          () -> {
            written.add(fd);
            callback.run();
          });
    }

    @Override
    public boolean removeWriter(Object fd) {
      writers.remove(fd);
      return super.removeWriter(fd);
    }
  }

  @Fault(
      what = "A reader is called when the writer of its descriptor is.",
      breaks = {"loop.add-reader.with-writer"})
  static final class TakesBothForReady extends SelectorEventLoop {
    private final Map<Object, Runnable> readers = new HashMap<>();

    TakesBothForReady(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      readers.put(fd, callback);
      super.addReader(fd, callback);
    }

    @Override
    public boolean removeReader(Object fd) {
      readers.remove(fd);
      return super.removeReader(fd);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      super.addWriter(
          fd,
          () -> {
            Runnable reader = readers.get(fd);
            if (reader != null) {
              reader.run();
            }
            callback.run();
          });
    }
  }
}
