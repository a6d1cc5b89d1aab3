package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncIterator;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.LimitOverrunException;
import io.asynciotck.api.io.StopAsyncIterationException;
import io.asynciotck.reference.faults.Fault;
import java.util.Arrays;
import java.util.List;

/** Faults in how lines of streams are read. */
final class StreamReadersLinesFaults {

  private StreamReadersLinesFaults() {}

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
        protected Coroutine<byte[]> next() {
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
        protected Coroutine<byte[]> next() {
          return readline();
        }
      };
    }
  }

  @Fault(
      what = "What a reader gives to async for has ended.",
      breaks = {"stream-reader.iteration.ends", "stream-reader.iteration.lines"})
  static final class IteratesOverNothing extends StreamsBroken {
    IteratesOverNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        public AsyncIterator<byte[]> asyncIterator() {
          return () ->
              coroutine(() -> {
                throw new StopAsyncIterationException();
              });
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
        protected Coroutine<byte[]> next() {
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

  @Fault(
      what = "Of a carriage return and a line feed the first is dropped.",
      breaks = {"stream-reader.readline.line"})
  static final class TidiesLineEnds extends StreamsBroken {
    TidiesLineEnds(LoopClock clock) {
      super(clock);
    }

    @Override
    ConnectionReader reader(EventLoop loop, int limit) {
      return new ConnectionReader(loop, this, limit) {
        @Override
        protected byte[] readLineNow() throws Exception {
          byte[] line = super.readLineNow();
          int end = line.length - 2;
          if (end < 0 || line[end] != '\r') {
            return line;
          }
          byte[] tidy = Arrays.copyOf(line, line.length - 1);
          tidy[end] = '\n';
          return tidy;
        }
      };
    }
  }
}
