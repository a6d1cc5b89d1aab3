package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.HashSet;
import java.util.Set;

/** Faults in writers. */
final class ReadinessWritersFaults {

  private ReadinessWritersFaults() {}

  @Fault(
      what = "What was given to add_writer is never called.",
      breaks = {
        "loop.add-reader.with-writer",
        "loop.add-writer.again",
        "loop.add-writer.arguments",
        "loop.add-writer.calls",
        "loop.add-writer.each-iteration",
        "loop.add-writer.hang-up",
        "loop.add-writer.replaces",
        "loop.add-writer.replaces-arguments",
        "loop.add-writer.room",
        "loop.poll.not-starved-by-descriptors",
        "loop.remove-reader.keeps-writer",
        "loop.remove-writer.same-batch"
      })
  static final class Dumb extends SelectorEventLoop {
    Dumb(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      super.addWriter(fd, () -> {});
    }
  }

  @Fault(
      what = "What was given to add_writer for a pipe is never called.",
      breaks = "loop.add-writer.hang-up")
  static final class DumbToPipes extends SelectorEventLoop {
    DumbToPipes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      super.addWriter(fd, fd instanceof Pipe.SinkChannel ? () -> {} : callback);
    }
  }

  @Fault(
      what = "add_writer schedules the callback once if the descriptor takes nothing.",
      breaks = {
        "loop.add-reader.with-writer",
        "loop.add-writer.not-before",
        "loop.add-writer.room"
      })
  static final class InAdvance extends SelectorEventLoop {
    InAdvance(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      super.addWriter(fd, callback);
      if (!ReadinessFaults.isReady(fd, SelectionKey.OP_WRITE)) {
        callSoon(callback);
      }
    }
  }

  @Fault(
      what = "A writer of a descriptor that takes nothing at first is never called.",
      breaks = {"loop.add-reader.with-writer", "loop.add-writer.hang-up", "loop.add-writer.room"})
  static final class AlwaysFull extends SelectorEventLoop {
    AlwaysFull(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      boolean ready = ReadinessFaults.isReady(fd, SelectionKey.OP_WRITE);
      super.addWriter(fd, ready ? callback : () -> {});
    }
  }

  @Fault(
      what = "A writer is called only once.",
      breaks = {"loop.add-writer.arguments", "loop.add-writer.each-iteration"})
  static final class Once extends SelectorEventLoop {
    Once(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      boolean[] called = {false};
      super.addWriter(
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
      what = "A second add_writer for a descriptor is ignored.",
      breaks = {"loop.add-writer.replaces", "loop.add-writer.replaces-arguments"})
  static final class FirstStays extends SelectorEventLoop {
    private final Set<Object> known = new HashSet<>();

    FirstStays(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      if (known.add(fd)) {
        super.addWriter(fd, callback);
      }
    }

    @Override
    public boolean removeWriter(Object fd) {
      known.remove(fd);
      return super.removeWriter(fd);
    }
  }

  @Fault(
      what = "add_writer does not mind that the loop is closed.",
      breaks = {"loop.add-writer.closed-loop"})
  static final class ClosedTakes extends SelectorEventLoop {
    ClosedTakes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      if (!isClosed()) {
        super.addWriter(fd, callback);
      }
    }
  }

  @Fault(
      what = "remove_writer only says that it has removed the writer.",
      breaks = {
        "loop.add-writer.arguments",
        "loop.add-writer.replaces-arguments",
        "loop.poll.idle",
        "loop.remove-writer.same-batch",
        "loop.remove-writer.stops"
      })
  static final class CannotBeRemoved extends SelectorEventLoop {
    private final Set<Object> known = new HashSet<>();

    CannotBeRemoved(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      super.addWriter(fd, callback);
      known.add(fd);
    }

    @Override
    public boolean removeWriter(Object fd) {
      return known.remove(fd);
    }
  }

  @Fault(
      what = "remove_writer always returns false (uvloop: None).",
      breaks = {"loop.remove-writer.true"})
  static final class SaysNo extends SelectorEventLoop {
    SaysNo(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean removeWriter(Object fd) {
      super.removeWriter(fd);
      return false;
    }
  }

  @Fault(
      what = "remove_writer tells whether nothing is registered any more.",
      breaks = {"loop.remove-writer.true"})
  static final class TellsWhetherAllIsRemoved extends SelectorEventLoop {
    private final Set<Object> read = new HashSet<>();

    TellsWhetherAllIsRemoved(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      read.add(fd);
    }

    @Override
    public boolean removeWriter(Object fd) {
      return super.removeWriter(fd) && !read.contains(fd);
    }
  }

  @Fault(
      what = "remove_writer always returns true.",
      breaks = {"loop.remove-writer.false"})
  static final class SaysYes extends SelectorEventLoop {
    SaysYes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean removeWriter(Object fd) {
      super.removeWriter(fd);
      return true;
    }
  }

  @Fault(
      what = "A writer that was removed beside a reader can be removed again.",
      breaks = {"loop.remove-writer.false"})
  static final class StaysBesideAReader extends SelectorEventLoop {
    private final Set<Object> shared = new HashSet<>();
    private final Set<Object> removed = new HashSet<>();

    StaysBesideAReader(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      shared.add(fd);
    }

    @Override
    public boolean removeWriter(Object fd) {
      if (super.removeWriter(fd)) {
        removed.add(fd);
        return true;
      }
      return shared.contains(fd) && removed.contains(fd);
    }
  }

  @Fault(
      what = "remove_writer removes the reader, too.",
      breaks = {"loop.remove-writer.keeps-reader"})
  static final class RemovesBoth extends SelectorEventLoop {
    RemovesBoth(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean removeWriter(Object fd) {
      super.removeReader(fd);
      return super.removeWriter(fd);
    }
  }

  @Fault(
      what = "remove_writer of a descriptor that has none removes the reader.",
      breaks = {"loop.remove-writer.keeps-reader"})
  static final class RemovesTheOther extends SelectorEventLoop {
    RemovesTheOther(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean removeWriter(Object fd) {
      boolean removed = super.removeWriter(fd);
      if (!removed) {
        super.removeReader(fd);
      }
      return removed;
    }
  }

  @Fault(
      what = "A descriptor whose writer was removed cannot have another one.",
      breaks = {"loop.add-writer.again"})
  static final class ForGood extends SelectorEventLoop {
    private final Set<Object> removed = new HashSet<>();

    ForGood(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addWriter(Object fd, Runnable callback) {
      if (!removed.contains(fd)) {
        super.addWriter(fd, callback);
      }
    }

    @Override
    public boolean removeWriter(Object fd) {
      removed.add(fd);
      return super.removeWriter(fd);
    }
  }
}
