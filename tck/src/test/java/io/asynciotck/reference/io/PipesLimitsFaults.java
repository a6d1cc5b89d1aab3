package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in pipes: what waits to be written, its limits, and how it ends. */
final class PipesLimitsFaults {

  private PipesLimitsFaults() {}

  @Fault(what = "pause_writing is called once.", breaks = "write-pipe.pause-writing.over-high")
  static final class PausesOnce extends PipesBroken.PipeRelay {
    PausesOnce(PipeProtocol protocol) {
      super(protocol);
    }

    private boolean wasTold;

    @Override
    public void pauseWriting() {
      if (!wasTold) {
        super.pauseWriting();
      }
      wasTold = true;
    }
  }

  @Fault(
      what = "A high limit of 0 is as good as none, but for what is told of it.",
      breaks = "write-pipe.pause-writing.high-zero")
  static final class ZeroIsNoLimit extends PipesBroken.Writer {
    ZeroIsNoLimit(PipesBroken.Parts parts) {
      super(parts);
    }

    private boolean isZero;

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      isZero = high != null && high == 0;
      super.setWriteBufferLimits(isZero ? null : high, low);
    }

    @Override
    public List<Integer> getWriteBufferLimits() {
      return isZero ? List.of(0, 0) : super.getWriteBufferLimits();
    }
  }

  @Fault(
      what = "A low limit of 0 is as high as the high one.",
      breaks = "write-pipe.resume-writing.low-zero")
  static final class ZeroIsHigh extends PipesBroken.Writer {
    ZeroIsHigh(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      super.setWriteBufferLimits(high, low != null && low == 0 ? high : low);
    }
  }

  @Fault(
      what = "The low limit is never below 1.",
      breaks = "write-pipe.write-buffer-limits.high-zero")
  static final class LowIsNeverZero extends PipesBroken.Writer {
    LowIsNeverZero(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public List<Integer> getWriteBufferLimits() {
      List<Integer> limits = super.getWriteBufferLimits();
      return List.of(Math.max(limits.get(0), 1), limits.get(1));
    }
  }

  @Fault(
      what = "Without a low limit the low one is 16 KiB.",
      breaks = {
        "write-pipe.write-buffer-limits.high-zero",
        "write-pipe.write-buffer-limits.only-high"
      })
  static final class LowIsWhatItWas extends PipesBroken.Writer {
    LowIsWhatItWas(PipesBroken.Parts parts) {
      super(parts);
    }

    private boolean onlyHigh;

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      onlyHigh = low == null;
      super.setWriteBufferLimits(high, low);
    }

    @Override
    public List<Integer> getWriteBufferLimits() {
      List<Integer> limits = super.getWriteBufferLimits();
      return onlyHigh ? List.of(1 << 14, limits.get(1)) : limits;
    }
  }

  @Fault(
      what = "The size is never more than a megabyte.",
      breaks = "write-pipe.write-buffer-size.exact")
  static final class CountsAMegabyte extends PipesBroken.Writer {
    CountsAMegabyte(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public int getWriteBufferSize() {
      return Math.min(super.getWriteBufferSize(), 1 << 20);
    }
  }

  @Fault(
      what = "An abort while something waits is told as an error.",
      breaks = "write-pipe.abort.lost")
  static final class AbortOfMuchIsAnError extends PipesBroken.Writer {
    AbortOfMuchIsAnError(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      forceClose(getWriteBufferSize() > 0 ? new IOException("aborted") : null);
    }
  }

  @Fault(what = "abort behind close has no effect.", breaks = "write-pipe.abort.lost")
  static final class WaitsThoughAborted extends PipesBroken.Writer {
    WaitsThoughAborted(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      if (!isClosing()) {
        super.abort();
      }
    }
  }

  @Fault(
      what = "close of a transport that is closing drops what waits.",
      breaks = "write-pipe.close.flushes")
  static final class SecondCloseDrops extends PipesBroken.Writer {
    SecondCloseDrops(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      if (isClosing()) {
        abort();
      } else {
        super.close();
      }
    }
  }

  @Fault(
      what = "A reader that goes behind a close is not told of.",
      breaks = "write-pipe.reader-gone.lost")
  static final class HidesErrorsBehindAClose extends PipesBroken {
    private boolean isClosed;

    HidesErrorsBehindAClose(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    WritePipeTransport writer(Parts parts) {
      return new Writer(parts) {
        @Override
        public void close() {
          isClosed = true;
          super.close();
        }
      };
    }

    @Override
    PipeProtocol listener(PipeProtocol given) {
      return new PipeRelay(given) {
        @Override
        public void connectionLost(@Nullable Throwable exc) {
          if (exc == null || !isClosed) {
            super.connectionLost(exc);
          }
        }
      };
    }
  }
}
