package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Faults in how streams are read. */
final class StreamReadersFaults {

  private StreamReadersFaults() {}

  @Fault(
      what = "read waits for as many bytes as were asked for.",
      breaks = {
        "stream-reader.read.as-soon",
        "stream-reader.read.cancelled",
        "stream-reader.read.rest",
        "stream-reader.read.waits",
        "stream-reader.read.zero"
      },
      ripples = {"open-connection.*"})
  static final class ReadsInFull extends StreamsBroken {
    ReadsInFull(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readNow(int n) throws Exception {
          while (n > 0 && available() < n && !ended() && exception() == null) {
            awaitData("read");
          }
          return super.readNow(n);
        }
      };
    }
  }

  @Fault(
      what = "read gives all that is there.",
      breaks = {"stream-reader.read.at-most", "stream-reader.read.rest"})
  static final class GivesMore extends StreamsBroken {
    GivesMore(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readNow(int n) throws Exception {
          return super.readNow(n > 0 ? Math.max(n, available()) : n);
        }
      };
    }
  }

  @Fault(
      what = "What read leaves is lost.",
      breaks = {"stream-reader.read.all", "stream-reader.read.rest"})
  static final class ForgetsTheRest extends StreamsBroken {
    ForgetsTheRest(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readNow(int n) throws Exception {
          byte[] given = super.readNow(n);
          if (available() > 0) {
            super.readNow(available());
          }
          return given;
        }
      };
    }
  }

  @Fault(
      what = "read gives nothing while nothing is there.",
      breaks = {
        "stream-reader.exception.wakes",
        "stream-reader.lost.error",
        "stream-reader.read.all",
        "stream-reader.read.cancelled",
        "stream-reader.read.cancelled-message",
        "stream-reader.read.cancelled-raised",
        "stream-reader.read.one-at-a-time",
        "stream-reader.read.waits",
        "stream-reader.read.zero"
      })
  static final class DoesNotWait extends StreamsBroken {
    DoesNotWait(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readNow(int n) throws Exception {
          return available() == 0 && exception() == null ? new byte[0] : super.readNow(n);
        }
      };
    }
  }

  @Fault(
      what = "A reader stops its connection once, and never again.",
      breaks = {"stream-reader.limit.pauses"})
  static final class PausesOnce extends StreamsBroken {
    PausesOnce(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private boolean hasPaused;

        @Override
        protected void pauseIfFull() {
          if (!hasPaused) {
            super.pauseIfFull();
            hasPaused = available() > 2 * limit;
          }
        }
      };
    }
  }

  @Fault(
      what = "read(0) waits.",
      breaks = {"stream-reader.read.zero"})
  static final class WaitsForNothing extends StreamsBroken {
    WaitsForNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readNow(int n) throws Exception {
          if (n == 0) {
            awaitData("read");
          }
          return super.readNow(n);
        }
      };
    }
  }

  @Fault(
      what = "read with a number raises an exception at the end of the stream.",
      breaks = {
        "stream-reader.read.end",
        "stream-reader.readexactly.nothing-left",
        "stream-reader.readuntil.incomplete-reset"
      })
  static final class RaisesAtTheEnd extends StreamsBroken {
    RaisesAtTheEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read(int n) {
          return coroutine(() -> {
            byte[] given = readNow(n);
            if (n > 0 && given.length == 0) {
              throw new IncompleteReadException(given, n);
            }
            return given;
          });
        }
      };
    }
  }

  @Fault(
      what = "read without a number gives what is there.",
      breaks = {"stream-reader.read.all"})
  static final class ReadsWhatIsThere extends StreamsBroken {
    ReadsWhatIsThere(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read() {
          return read(Integer.MAX_VALUE);
        }
      };
    }
  }

  @Fault(
      what = "read() ends after 64 pieces of the size of the limit.",
      breaks = {"stream-reader.read.all"})
  static final class ReadsSoManyPieces extends StreamsBroken {
    ReadsSoManyPieces(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read() {
          return coroutine(() -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 64; i++) {
              byte[] piece = await(read(limit));
              if (piece.length == 0) {
                break;
              }
              all.writeBytes(piece);
            }
            return all.toByteArray();
          });
        }
      };
    }
  }

  @Fault(
      what = "read(-1) raises a ValueError.",
      breaks = {"stream-reader.read.all-negative"})
  static final class RefusesMinusOne extends StreamsBroken {
    RefusesMinusOne(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read() {
          return coroutine(() -> readNow(-1));
        }

        @Override
        public Coroutine<byte[]> read(int n) {
          if (n < 0) {
            throw new IllegalArgumentException("less than nothing");
          }
          return super.read(n);
        }
      };
    }
  }

  @Fault(
      what = "read without a number raises an exception if nothing comes before the end.",
      breaks = {
        "stream-reader.feed-eof.ends",
        "stream-reader.lost.end",
        "stream-reader.read.all-end",
        "stream-reader.readexactly.bytes"
      })
  static final class RaisesForNothing extends StreamsBroken {
    RaisesForNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read() {
          return coroutine(() -> {
            byte[] all = readNow(-1);
            if (all.length == 0) {
              throw new IncompleteReadException(all, null);
            }
            return all;
          });
        }
      };
    }
  }

  @Fault(
      what = "A read that was cancelled takes the next data.",
      breaks = {
        "stream-reader.read.cancelled",
        "stream-reader.readexactly.cancelled",
        "stream-reader.readline.cancelled",
        "stream-reader.readuntil.cancelled"
      })
  static final class TakesForTheCancelled extends StreamsBroken {
    TakesForTheCancelled(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private boolean cancelled;

        @Override
        protected void awaitData(String what) throws Exception {
          try {
            super.awaitData(what);
          } catch (CancelledError gone) {
            cancelled = true;
            throw gone;
          }
        }

        @Override
        public void feedData(byte[] data) {
          if (!cancelled) {
            super.feedData(data);
          }
        }
      };
    }
  }

  @Fault(
      what = "A second read waits beside the first.",
      breaks = {"stream-reader.read.one-at-a-time"})
  static final class LetsTwoWait extends StreamsBroken {
    LetsTwoWait(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private boolean waiting;

        @Override
        protected void awaitData(String what) throws Exception {
          if (waiting) {
            await(loop.createFuture());
          }
          waiting = true;
          try {
            super.awaitData(what);
          } finally {
            waiting = false;
          }
        }
      };
    }
  }

  @Fault(
      what = "at_eof is always true.",
      breaks = {"stream-reader.at-eof.open", "stream-reader.at-eof.buffered"})
  static final class IsAlwaysAtItsEnd extends StreamsBroken {
    IsAlwaysAtItsEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public boolean atEof() {
          return true;
        }
      };
    }
  }

  @Fault(
      what = "at_eof is true as soon as the stream has ended.",
      breaks = {"stream-reader.at-eof.buffered"})
  static final class IsAtItsEndTooEarly extends StreamsBroken {
    IsAtItsEndTooEarly(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public boolean atEof() {
          return ended();
        }
      };
    }
  }

  @Fault(
      what = "at_eof is always false.",
      breaks = {"stream-reader.at-eof.empty"})
  static final class IsNeverAtItsEnd extends StreamsBroken {
    IsNeverAtItsEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public boolean atEof() {
          return false;
        }
      };
    }
  }

  @Fault(
      what = "Who waits is not told of the end of the stream.",
      breaks = {
        "stream-reader.feed-eof.ends",
        "stream-reader.lost.end",
        "stream-reader.read.all",
        "stream-reader.readexactly.partial"
      },
      ripples = {"open-connection.*"})
  static final class DoesNotTellOfTheEnd extends StreamsBroken {
    DoesNotTellOfTheEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private boolean silent;

        @Override
        public void feedEof() {
          silent = true;
          super.feedEof();
          silent = false;
        }

        @Override
        protected void wake() {
          if (!silent) {
            super.wake();
          }
        }
      };
    }
  }

  @Fault(
      what = "An exception that is set while nobody waits is forgotten.",
      breaks = {"stream-reader.exception.raised", "stream-writer.drain.error"})
  static final class ForgetsErrors extends StreamsBroken {
    ForgetsErrors(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private boolean waiting;

        @Override
        protected void awaitData(String what) throws Exception {
          waiting = true;
          try {
            super.awaitData(what);
          } finally {
            waiting = false;
          }
        }

        @Override
        public void setException(Throwable exc) {
          if (waiting) {
            super.setException(exc);
          }
        }
      };
    }
  }

  @Fault(
      what = "Who waits is not told of an exception.",
      breaks = {"stream-reader.exception.wakes", "stream-reader.lost.error"})
  static final class DoesNotTellOfErrors extends StreamsBroken {
    DoesNotTellOfErrors(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private boolean waiting;

        @Override
        protected void awaitData(String what) throws Exception {
          waiting = true;
          try {
            super.awaitData(what);
          } finally {
            waiting = false;
          }
        }

        @Override
        public void setException(Throwable exc) {
          if (!waiting) {
            super.setException(exc);
          }
        }
      };
    }
  }

  @Fault(
      what = "Who waits when this side closes the connection waits on.",
      breaks = {"stream-reader.lost.end"})
  static final class WaitsForWhatIsClosed extends StreamsBroken {
    WaitsForWhatIsClosed(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private @Nullable Transport transport;

        @Override
        protected void begin(Transport its) {
          transport = its;
          super.begin(its);
        }

        @Override
        public void feedEof() {
          if (transport == null || !transport.isClosing()) {
            super.feedEof();
          }
        }
      };
    }
  }

  @Fault(
      what = "Who waits when the other side resets the connection waits on.",
      breaks = {"stream-reader.lost.error"})
  static final class WaitsForWhatIsReset extends StreamsBroken {
    WaitsForWhatIsReset(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public void setException(Throwable exc) {
          if (!(exc instanceof IOException)) {
            super.setException(exc);
          }
        }
      };
    }
  }

  @Fault(
      what = "A reader that nobody reads takes all that comes.",
      breaks = {"stream-reader.limit.pauses", "stream-reader.limit.resumes"})
  static final class TakesAnyAmount extends StreamsBroken {
    TakesAnyAmount(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected void pauseIfFull() {
          // There is always room.
        }
      };
    }
  }

  @Fault(
      what = "A reader that was full takes nothing more.",
      breaks = {
        "stream-reader.limit.pauses",
        "stream-reader.limit.resumes",
        "stream-reader.read.all",
        "stream-reader.readexactly.over-limit"
      },
      ripples = {"stream-reader.readexactly.over-limit"})
  static final class DoesNotGoOn extends StreamsBroken {
    DoesNotGoOn(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected void begin(Transport its) {
          super.begin(
              (Transport)
                  Proxy.newProxyInstance(
                      Transport.class.getClassLoader(),
                      new Class<?>[] {Transport.class},
                      (proxy, method, given) ->
                          method.getName().equals("resumeReading")
                              ? null
                              : method.invoke(its, given)));
        }
      };
    }
  }

  @Fault(
      what = "read without a number gives 64 KiB at most.",
      breaks = {"stream-reader.read.all"})
  static final class ReadsSoMuch extends StreamsBroken {
    ReadsSoMuch(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read() {
          return coroutine(() -> {
            byte[] all = readNow(-1);
            return Arrays.copyOf(all, Math.min(all.length, 1 << 16));
          });
        }
      };
    }
  }

  @Fault(
      what = "at_eof is true when one byte is left.",
      breaks = {"stream-reader.at-eof.buffered"})
  static final class OverlooksTheLast extends StreamsBroken {
    OverlooksTheLast(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public boolean atEof() {
          return ended() && available() <= 1;
        }
      };
    }
  }

  @Fault(
      what = "read gives a future.",
      breaks = {"stream-reader.read.cancelled", "stream-reader.read.coroutine"})
  static final class GivesAFuture extends StreamsBroken {
    GivesAFuture(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> read(int n) {
          return new GivenFuture<>((BaseEventLoop) loop, super.read(n));
        }
      };
    }
  }
}
