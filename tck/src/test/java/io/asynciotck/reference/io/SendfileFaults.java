package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in sending files over transports. */
final class SendfileFaults {

  private SendfileFaults() {}

  @Fault(what = "Of a large file only a megabyte is sent.", breaks = "loop.sendfile.all")
  static final class CutsLargeFiles extends SelectorEventLoop {
    CutsLargeFiles(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return super.sendfile(transport, file, offset, count == null ? 1 << 20 : count);
    }
  }

  /** Loops that do something behind a file. */
  abstract static class Behind extends SelectorEventLoop {
    Behind(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Does it; returns how much is said to be sent. */
    abstract int behind(int sent, Transport transport, File file, @Nullable Integer count)
        throws IOException;

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return asyncio.coroutine(() -> {
        int sent = asyncio.await(super.sendfile(transport, file, offset, count));
        return behind(sent, transport, file, count);
      });
    }
  }

  @Fault(what = "It gives no number of bytes.", breaks = "loop.sendfile.returns")
  static final class GivesNothing extends Behind {
    GivesNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    int behind(int sent, Transport transport, File file, @Nullable Integer count) {
      return 0;
    }
  }

  @Fault(
      what = "The offset is not looked at.",
      breaks = {
        "loop.sendfile.count",
        "loop.sendfile.offset",
        "loop.sendfile.position",
        "loop.sendfile.returns"
      })
  static final class IgnoresTheOffset extends SelectorEventLoop {
    IgnoresTheOffset(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return super.sendfile(transport, file, 0, count);
    }
  }

  @Fault(
      what = "With an offset of 0 it begins where the file is read next.",
      breaks = {"loop.sendfile.before-write", "loop.sendfile.offset-zero"},
      reason = "A file of which a part was read is sent from there.")
  static final class BeginsWhereItWasRead extends SelectorEventLoop {
    BeginsWhereItWasRead(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return asyncio.coroutine(() -> {
        int start = offset == 0 ? (int) file.tell() : offset;
        return asyncio.await(super.sendfile(transport, file, start, count));
      });
    }
  }

  @Fault(
      what = "A count of less than ten is not looked at.",
      breaks = {"loop.sendfile.count", "loop.sendfile.position"})
  static final class IgnoresTheCount extends SelectorEventLoop {
    IgnoresTheCount(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return super.sendfile(transport, file, offset, count != null && count < 10 ? null : count);
    }
  }

  @Fault(
      what = "More than there is cannot be sent.",
      breaks = {"loop.sendfile.at-end", "loop.sendfile.returns"})
  static final class RefusesMore extends SelectorEventLoop {
    RefusesMore(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      if (count != null && count > 6) {
        throw new IllegalArgumentException("The file is shorter");
      }
      return super.sendfile(transport, file, offset, count);
    }
  }

  /** Loops that put a file back to where it was read before some of it was sent. */
  abstract static class PutsBack extends SelectorEventLoop {
    PutsBack(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Whether it does so behind so many bytes. */
    abstract boolean putsBack(int sent);

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return asyncio.coroutine(() -> {
        long before = file.tell();
        int sent = asyncio.await(super.sendfile(transport, file, offset, count));
        if (putsBack(sent)) {
          file.seek(before);
        }
        return sent;
      });
    }
  }

  @Fault(
      what = "The position of the file stays what it was.",
      breaks = {"loop.sendfile.position", "loop.sendfile.position-unsent"})
  static final class KeepsThePosition extends PutsBack {
    KeepsThePosition(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean putsBack(int sent) {
      return true;
    }
  }

  @Fault(
      what = "The position of the file moves with what is sent, and not if that is nothing.",
      breaks = "loop.sendfile.position-unsent")
  static final class MovesWithWhatIsSent extends PutsBack {
    MovesWithWhatIsSent(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean putsBack(int sent) {
      return sent == 0;
    }
  }

  @Fault(
      what = "While something waits to be sent no file is.",
      breaks = "loop.sendfile.after-write")
  static final class SendsNothingBehind extends SelectorEventLoop {
    SendsNothingBehind(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return transport.getWriteBufferSize() > 0
          ? asyncio.coroutine(() -> 0)
          : super.sendfile(transport, file, offset, count);
    }
  }

  @Fault(what = "The transport stays paused.", breaks = "loop.sendfile.reads-on")
  static final class StaysPaused extends Behind {
    StaysPaused(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    int behind(int sent, Transport transport, File file, @Nullable Integer count) {
      transport.pauseReading();
      return sent;
    }
  }

  @Fault(
      what = "A transport that is closing takes a file, and sends nothing.",
      breaks = "loop.sendfile.closing")
  static final class TakesFilesWhenClosing extends SelectorEventLoop {
    TakesFilesWhenClosing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return transport.isClosing()
          ? asyncio.coroutine(() -> 0)
          : super.sendfile(transport, file, offset, count);
    }
  }

  @Fault(
      what = "Without the fallback a part is sent before it raises.",
      breaks = "loop.sendfile.fallback-false")
  static final class SendsAPart extends SelectorEventLoop {
    SendsAPart(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count, boolean fallback) {
      return asyncio.coroutine(() -> {
        if (!fallback) {
          int _ = asyncio.await(super.sendfile(transport, file, offset, 1, true));
        }
        return asyncio.await(super.sendfile(transport, file, offset, count, fallback));
      });
    }
  }

  @Fault(
      what = "When sendfile fails the position of the file is as it was.",
      breaks = "loop.sendfile.error-position")
  static final class ForgetsThePosition extends SelectorEventLoop {
    ForgetsThePosition(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return asyncio.coroutine(() -> {
        long before = file.tell();
        try {
          return asyncio.await(super.sendfile(transport, file, offset, count));
        } catch (IOException failed) {
          file.seek(before);
          throw failed;
        }
      });
    }
  }

  @Fault(
      what = "Who waits behind data does not hear that nobody takes it.",
      breaks = "loop.sendfile.broken")
  static final class WaitsForNobody extends SelectorEventLoop {
    WaitsForNobody(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      boolean behind = transport.getWriteBufferSize() > 0;
      return asyncio.coroutine(() -> {
        try {
          return asyncio.await(super.sendfile(transport, file, offset, count));
        } catch (IOException failed) {
          if (behind) {
            asyncio.await(createFuture());
          }
          throw failed;
        }
      });
    }
  }

  @Fault(what = "With a count sendfile gives the count.", breaks = "loop.sendfile.returns")
  static final class GivesTheCount extends Behind {
    GivesTheCount(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    int behind(int sent, Transport transport, File file, @Nullable Integer count) {
      return count == null ? sent : count;
    }
  }

  @Fault(what = "A count of one is not looked at.", breaks = "loop.sendfile.count")
  static final class IgnoresOne extends SelectorEventLoop {
    IgnoresOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return super.sendfile(transport, file, offset, count != null && count == 1 ? null : count);
    }
  }

  @Fault(what = "A transport that was paused reads on.", breaks = "loop.sendfile.paused")
  static final class ReadsOn extends Behind {
    ReadsOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    int behind(int sent, Transport transport, File file, @Nullable Integer count) {
      transport.resumeReading();
      return sent;
    }
  }

  @Fault(
      what = "Behind a file each protocol is told to go on.",
      breaks = "loop.sendfile.resumes-only-paused")
  static final class ResumesAll extends Behind {
    ResumesAll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    int behind(int sent, Transport transport, File file, @Nullable Integer count) {
      transport.getProtocol().resumeWriting();
      return sent;
    }
  }

  @Fault(
      what = "While a file is sent nobody is told to go on.",
      breaks = "loop.sendfile.resumes-paused")
  static final class LeavesPaused extends SelectorEventLoop {
    LeavesPaused(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return asyncio.coroutine(() -> {
        BaseProtocol protocol = transport.getProtocol();
        transport.setProtocol(
            new Relay((Protocol) protocol) {
              @Override
              public void resumeWriting() {}
            });
        try {
          return asyncio.await(super.sendfile(transport, file, offset, count));
        } finally {
          transport.setProtocol(protocol);
        }
      });
    }
  }

  @Fault(what = "After a third file the stream is ended.", breaks = "loop.sendfile.before-write")
  static final class EndsAfterThree extends Behind {
    private int files;

    EndsAfterThree(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    int behind(int sent, Transport transport, File file, @Nullable Integer count) {
      files++;
      if (files == 3 && count == null) {
        transport.writeEof();
      }
      return sent;
    }
  }

  @Fault(
      what = "After a part the position is at the end of the file.",
      breaks = "loop.sendfile.position")
  static final class SkipsTheRest extends Behind {
    SkipsTheRest(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    int behind(int sent, Transport transport, File file, @Nullable Integer count)
        throws IOException {
      if (count != null) {
        file.seek(6);
      }
      return sent;
    }
  }

  @Fault(
      what = "The second file of a transport is sent from its start.",
      breaks = {"loop.sendfile.offset", "loop.sendfile.position"})
  static final class KnowsOneOffset extends SelectorEventLoop {
    private final Set<Transport> known = Collections.newSetFromMap(new IdentityHashMap<>());

    KnowsOneOffset(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      return super.sendfile(transport, file, known.add(transport) ? offset : 0, count);
    }
  }

  @Fault(
      what = "An offset at the end is refused.",
      breaks = {"loop.sendfile.position-unsent", "loop.sendfile.returns"})
  static final class RefusesTheEnd extends SelectorEventLoop {
    RefusesTheEnd(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<Integer> sendfile(
        Transport transport, File file, int offset, @Nullable Integer count) {
      if (offset == 6) {
        throw new IllegalArgumentException("There is nothing");
      }
      return super.sendfile(transport, file, offset, count);
    }
  }
}
