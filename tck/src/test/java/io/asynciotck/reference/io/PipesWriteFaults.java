package io.asynciotck.reference.io;

import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in pipes: writing. */
final class PipesWriteFaults {

  private PipesWriteFaults() {}

  @Fault(
      what = "A single byte is not sent.",
      breaks = {
        "write-pipe.pause-writing.high-zero",
        "write-pipe.write.sends",
        "write-pipe.writelines.iterable",
        "write-pipe.writelines.order"
      })
  static final class KeepsSingleBytes extends PipesBroken.Writer {
    KeepsSingleBytes(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void send(ByteBuffer data) {
      if (data.remaining() > 1) {
        super.send(data);
      }
    }
  }

  @Fault(
      what = "In much data the first byte is another one.",
      breaks = {"write-pipe.write.large", "write-pipe.write.sends"})
  static final class SpoilsMuch extends PipesBroken.Writer {
    SpoilsMuch(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void send(ByteBuffer data) {
      if (data.remaining() > 1000) {
        data.put(0, (byte) (data.get(0) + 1));
      }
      super.send(data);
    }
  }

  @Fault(
      what = "writelines counts its pieces before it sends them.",
      breaks = "write-pipe.writelines.iterable")
  static final class CountsPieces extends PipesBroken.Writer {
    CountsPieces(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(Iterator<byte[]> pieces) {
      pieces.forEachRemaining(_ -> {});
      super.writelines(pieces);
    }
  }

  @Fault(what = "writelines sends the last piece first.", breaks = "write-pipe.writelines.order")
  static final class ReversesLines extends PipesBroken.Writer {
    ReversesLines(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> pieces) {
      super.writelines(pieces.reversed());
    }
  }

  @Fault(what = "write_eof has no effect.", breaks = "write-pipe.write-eof.ends")
  static final class NoEnd extends PipesBroken.Writer {
    NoEnd(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      // Nothing is ended.
    }
  }

  @Fault(
      what = "write_eof drops what waits.",
      breaks = {"write-pipe.close.flushes", "write-pipe.write-eof.after-data"})
  static final class EndDrops extends PipesBroken.Writer {
    EndDrops(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      abort();
    }
  }

  @Fault(what = "can_write_eof is false.", breaks = "write-pipe.can-write-eof.true")
  static final class CannotEnd extends PipesBroken.Writer {
    CannotEnd(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public boolean canWriteEof() {
      return false;
    }
  }

  @Fault(what = "What waits is counted twice.", breaks = "write-pipe.write-buffer-size.exact")
  static final class CountsTwice extends PipesBroken.Writer {
    CountsTwice(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public int getWriteBufferSize() {
      return 2 * super.getWriteBufferSize();
    }
  }

  @Fault(
      what = "The high limit is given first.",
      breaks = {"write-pipe.write-buffer-limits.get", "write-pipe.write-buffer-limits.only-high"})
  static final class HighFirst extends PipesBroken.Writer {
    HighFirst(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public List<Integer> getWriteBufferLimits() {
      return super.getWriteBufferLimits().reversed();
    }
  }

  @Fault(
      what = "pause_writing is not called.",
      breaks = {
        "write-pipe.pause-writing.high-zero",
        "write-pipe.pause-writing.over-high",
        "write-pipe.write.sends"
      })
  static final class NeverPauses extends PipesBroken.PipeRelay {
    NeverPauses(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void pauseWriting() {
      // It is not told.
    }
  }

  @Fault(
      what = "resume_writing is not called.",
      breaks = {
        "write-pipe.resume-writing.low",
        "write-pipe.resume-writing.low-zero",
        "write-pipe.write.sends"
      })
  static final class NeverResumes extends PipesBroken.PipeRelay {
    NeverResumes(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void resumeWriting() {
      // It is not told.
    }
  }

  @Fault(
      what = "The end that is written stays open.",
      breaks = {
        "pipe.cancel.closed",
        "pipe.close.descriptor",
        "write-pipe.close.ends",
        "write-pipe.write-eof.ends"
      })
  static final class KeepsTheEnd extends PipesBroken.Writer {
    KeepsTheEnd(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void closePipe() {
      // It stays open.
    }
  }

  @Fault(
      what = "close drops what waits.",
      breaks = {"write-pipe.abort.lost", "write-pipe.close.flushes", "write-pipe.reader-gone.lost"})
  static final class CloseDrops extends PipesBroken.Writer {
    CloseDrops(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      abort();
    }
  }

  @Fault(what = "abort is told as an error.", breaks = "write-pipe.abort.lost")
  static final class AbortIsAnError extends PipesBroken.Writer {
    AbortIsAnError(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      forceClose(new IOException("aborted"));
    }
  }

  @Fault(
      what = "abort sends what waits.",
      breaks = {"write-pipe.abort.drops", "write-pipe.abort.lost"})
  static final class AbortFlushes extends PipesBroken.Writer {
    AbortFlushes(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      close();
    }
  }

  @Fault(
      what = "Nobody is told that there is no reader any more.",
      breaks = {
        "read-pipe.error.lost",
        "write-pipe.reader-gone.lost",
        "write-pipe.reader-gone.waiting"
      })
  static final class HidesErrors extends PipesBroken.PipeRelay {
    HidesErrors(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      if (exc == null) {
        super.connectionLost(null);
      }
    }
  }

  @Fault(
      what = "That there is no reader any more is told as a close.",
      breaks = {"read-pipe.error.lost", "write-pipe.reader-gone.waiting"})
  static final class TellsOfNoError extends PipesBroken.PipeRelay {
    TellsOfNoError(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(null);
    }
  }

  @Fault(
      what = "write raises when nobody reads any more.",
      breaks = "write-pipe.reader-gone.silent")
  static final class WriteRaises extends PipesBroken.Writer {
    WriteRaises(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void send(ByteBuffer data) {
      if (isClosing()) {
        throw new IllegalStateException("closing");
      }
      super.send(data);
    }
  }

  @Fault(
      what = "resume_writing is called once.",
      breaks = {"write-pipe.resume-writing.low"})
  static final class ResumesOnce extends PipesBroken.PipeRelay {
    ResumesOnce(PipeProtocol protocol) {
      super(protocol);
    }

    private boolean wasTold;

    @Override
    public void resumeWriting() {
      if (!wasTold) {
        super.resumeWriting();
      }
      wasTold = true;
    }
  }

  @Fault(
      what = "To write no bytes closes the pipe.",
      breaks = {"write-pipe.write.sends"})
  static final class EmptyCloses extends PipesBroken.Writer {
    EmptyCloses(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void send(ByteBuffer data) {
      if (data.hasRemaining()) {
        super.send(data);
      } else {
        close();
      }
    }
  }

  @Fault(
      what = "To write no bytes drops what waits.",
      breaks = {"write-pipe.write.large"})
  static final class EmptyDrops extends PipesBroken.Writer {
    EmptyDrops(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void send(ByteBuffer data) {
      if (!data.hasRemaining()) {
        stopWatching();
      }
      super.send(data);
    }
  }

  @Fault(
      what = "A second write_eof drops what waits.",
      breaks = {"write-pipe.write-eof.after-data"})
  static final class SecondEndDrops extends PipesBroken.Writer {
    SecondEndDrops(PipesBroken.Parts parts) {
      super(parts);
    }

    private int ends;

    @Override
    public void writeEof() {
      ends++;
      if (ends == 2) {
        abort();
      } else {
        super.writeEof();
      }
    }
  }

  @Fault(
      what = "While something waits the size is the highest that there was.",
      breaks = {"write-pipe.write-buffer-size.taken"})
  static final class SizeStays extends PipesBroken.Writer {
    SizeStays(PipesBroken.Parts parts) {
      super(parts);
    }

    private int highest;

    @Override
    public int getWriteBufferSize() {
      int size = super.getWriteBufferSize();
      highest = Math.max(highest, size);
      return size == 0 ? 0 : highest;
    }
  }

  @Fault(
      what = "An abort behind a close is told too.",
      breaks = {"write-pipe.abort.closing", "write-pipe.abort.lost"})
  static final class AbortTellsToo extends PipesBroken.Writer {
    AbortTellsToo(PipesBroken.Parts parts) {
      super(parts);
    }

    private boolean isOver;

    @Override
    public void abort() {
      if (isClosing() && !isOver) {
        loop.callSoon(() -> protocol.connectionLost(null));
      }
      super.abort();
    }

    @Override
    protected void closePipe() {
      isOver = true;
      super.closePipe();
    }
  }

  @Fault(
      what = "Of two large pieces that are written while something waits, the second goes first.",
      breaks = {"write-pipe.write.large"})
  static final class SwapsWhatWaits extends PipesBroken.Writer {
    private @Nullable ByteBuffer held;

    SwapsWhatWaits(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void send(ByteBuffer data) {
      ByteBuffer first = held;
      if (first != null) {
        held = null;
        super.send(data);
        super.send(first);
      } else if (getWriteBufferSize() > 0 && data.remaining() == 100_000) {
        held = data;
      } else {
        super.send(data);
      }
    }
  }

  @Fault(
      what = "A pipe that had to wait is watched when everything has been sent.",
      breaks = "write-pipe.write.idle")
  static final class WatchesOn extends PipesBroken.Writer {
    WatchesOn(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void send(ByteBuffer data) {
      super.send(data);
      if (getWriteBufferSize() > 0) {
        BrokenTransport.whenAllIsSent(this, loop, this::watchOn);
      }
    }

    private void watchOn() {
      parts.readiness().addWriter(parts.pipe().fileno(), () -> {});
    }
  }
}
