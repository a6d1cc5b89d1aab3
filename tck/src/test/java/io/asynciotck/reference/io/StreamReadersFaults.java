package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.LimitOverrunException;
import io.asynciotck.api.io.StopAsyncIterationException;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;

/** Faults in how streams are read. */
final class StreamReadersFaults {

  private StreamReadersFaults() {}

  @Fault(
      what = "read waits for as many bytes as were asked for.",
      breaks = {
        "stream-reader.read.as-soon",
        "stream-reader.read.rest",
        "stream-reader.read.waits",
        "stream-reader.read.cancelled"
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
      breaks = {"stream-reader.read.rest"})
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
        "stream-reader.read.all",
        "stream-reader.read.cancelled",
        "stream-reader.read.cancelled-raised",
        "stream-reader.read.one-at-a-time",
        "stream-reader.read.waits"
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
      breaks = {"stream-reader.read.all-end", "stream-reader.feed-eof.ends"})
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
      what = "Lines have no ends.",
      breaks = {
        "stream-reader.iteration.ends",
        "stream-reader.iteration.lines",
        "stream-reader.readline.cancelled",
        "stream-reader.readline.end",
        "stream-reader.readline.limit-drops",
        "stream-reader.readline.line",
        "stream-reader.readline.rest"
      })
  static final class CutsLineEnds extends StreamsBroken {
    CutsLineEnds(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readLineNow() throws Exception {
          byte[] line = super.readLineNow();
          boolean whole = line.length > 0 && line[line.length - 1] == '\n';
          return whole ? Arrays.copyOf(line, line.length - 1) : line;
        }
      };
    }
  }

  @Fault(
      what = "readline raises an exception for a last line without an end.",
      breaks = {"stream-reader.iteration.lines", "stream-reader.readline.rest"})
  static final class RefusesTheLastLine extends StreamsBroken {
    RefusesTheLastLine(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readLineNow() throws Exception {
          byte[] line = super.readLineNow();
          if (line.length > 0 && line[line.length - 1] != '\n') {
            throw new IncompleteReadException(line, null);
          }
          return line;
        }
      };
    }
  }

  @Fault(
      what = "readline raises an exception behind the last line.",
      breaks = {"stream-reader.readline.end"})
  static final class RaisesBehindTheLastLine extends StreamsBroken {
    RaisesBehindTheLastLine(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> readline() {
          return coroutine(() -> {
            byte[] line = readLineNow();
            if (line.length == 0) {
              throw new IncompleteReadException(line, null);
            }
            return line;
          });
        }
      };
    }
  }

  @Fault(
      what = "readline raises a LimitOverrunError.",
      breaks = {"stream-reader.readline.limit"})
  static final class RaisesAsReaduntilDoes extends StreamsBroken {
    RaisesAsReaduntilDoes(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readLineNow() throws Exception {
          try {
            return super.readLineNow();
          } catch (IllegalArgumentException tooLong) {
            throw new LimitOverrunException(tooLong.getMessage(), 0);
          }
        }
      };
    }
  }

  @Fault(
      what = "A line that was too long is there again.",
      breaks = {"stream-reader.readline.limit-drops"})
  static final class KeepsLongLines extends StreamsBroken {
    KeepsLongLines(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readLineNow() throws Exception {
          try {
            return readUntilNow(List.of(new byte[] {'\n'}));
          } catch (IncompleteReadException atTheEnd) {
            return atTheEnd.partial();
          } catch (LimitOverrunException tooLong) {
            throw new IllegalArgumentException(tooLong);
          }
        }
      };
    }
  }

  @Fault(
      what = "readexactly gives what is there.",
      breaks = {
        "stream-reader.readexactly.bytes",
        "stream-reader.readexactly.incomplete",
        "stream-reader.readexactly.partial",
        "stream-reader.readexactly.expected",
        "stream-reader.limit.resumes"
      },
      ripples = {"open-connection.*", "start-server.*"})
  static final class ReadsFewer extends StreamsBroken {
    ReadsFewer(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          return n < 0 ? super.readExactlyNow(n) : readNow(n);
        }
      };
    }
  }

  @Fault(
      what = "readexactly gives fewer bytes at the end of the stream.",
      breaks = {
        "stream-reader.readexactly.incomplete",
        "stream-reader.readexactly.partial",
        "stream-reader.readexactly.expected"
      })
  static final class GivesHalfOfIt extends StreamsBroken {
    GivesHalfOfIt(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException end) {
            return end.partial();
          }
        }
      };
    }
  }

  @Fault(
      what = "The error of readexactly has nothing of what was read.",
      breaks = {"stream-reader.readexactly.partial"})
  static final class DropsThePart extends StreamsBroken {
    DropsThePart(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException end) {
            throw new IncompleteReadException(new byte[0], end.expected());
          }
        }
      };
    }
  }

  @Fault(
      what = "The error of readexactly does not say how many bytes were asked for.",
      breaks = {"stream-reader.readexactly.expected"})
  static final class DoesNotSayHowMany extends StreamsBroken {
    DoesNotSayHowMany(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException end) {
            throw new IncompleteReadException(end.partial(), null);
          }
        }
      };
    }
  }

  @Fault(
      what = "readexactly of a negative number gives nothing.",
      breaks = {"stream-reader.readexactly.negative"})
  static final class ReadsLessThanNothing extends StreamsBroken {
    ReadsLessThanNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          return super.readExactlyNow(Math.max(n, 0));
        }
      };
    }
  }

  @Fault(
      what = "readexactly raises an exception for more than the limit.",
      breaks = {"stream-reader.readexactly.over-limit", "stream-reader.limit.resumes"})
  static final class RefusesMany extends StreamsBroken {
    RefusesMany(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          if (n > limit) {
            throw new LimitOverrunException("too many", n);
          }
          return super.readExactlyNow(n);
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
      breaks = {"stream-reader.feed-eof.ends", "stream-reader.read.all"},
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
      what = "A loop over a reader has what is there, and not lines.",
      breaks = {"stream-reader.iteration.lines"})
  static final class IteratesOverPieces extends StreamsBroken {
    IteratesOverPieces(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> next() {
          return coroutine(() -> {
            byte[] piece = readNow(Integer.MAX_VALUE);
            if (piece.length == 0) {
              throw new StopAsyncIterationException();
            }
            return piece;
          });
        }
      };
    }
  }

  @Fault(
      what = "A loop over a reader has nothing again and again behind the end.",
      breaks = {"stream-reader.iteration.ends"})
  static final class IteratesOnAndOn extends StreamsBroken {
    IteratesOnAndOn(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> next() {
          return readline();
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
      breaks = {"stream-reader.exception.wakes"})
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
      breaks = {"stream-reader.limit.resumes"},
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
      what = "After an IncompleteReadError the last byte is read again.",
      breaks = {"stream-reader.readexactly.nothing-left"})
  static final class ReadsTheLastByteAgain extends StreamsBroken {
    ReadsTheLastByteAgain(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private byte[] kept = {};

        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          try {
            return super.readExactlyNow(n);
          } catch (IncompleteReadException raised) {
            byte[] partial = raised.partial();
            kept = Arrays.copyOfRange(partial, Math.max(0, partial.length - 1), partial.length);
            throw raised;
          }
        }

        @Override
        public Coroutine<byte[]> read(int n) {
          return coroutine(() -> {
            byte[] again = kept;
            kept = new byte[0];
            return again.length > 0 ? again : await(super.read(n));
          });
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
      what = "readexactly that has waited twice drops what is behind.",
      breaks = {"stream-reader.readexactly.bytes"})
  static final class DropsTheOthers extends StreamsBroken {
    DropsTheOthers(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        private int waits;

        @Override
        protected void awaitData(String what) throws Exception {
          waits++;
          super.awaitData(what);
        }

        @Override
        protected byte[] readExactlyNow(int n) throws Exception {
          waits = 0;
          byte[] given = super.readExactlyNow(n);
          if (waits > 1 && available() > 0) {
            readNow(available());
          }
          return given;
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
      what = "async for drops a last line without an end.",
      breaks = {"stream-reader.iteration.lines"})
  static final class DropsTheLastLine extends StreamsBroken {
    DropsTheLastLine(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public Coroutine<byte[]> next() {
          return coroutine(() -> {
            byte[] line = await(super.next());
            if (line[line.length - 1] != '\n') {
              throw new StopAsyncIterationException();
            }
            return line;
          });
        }
      };
    }
  }
}
