package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.ReadTransport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in pipes: what a protocol does when it is called, and what comes later. */
final class PipesCallbacksFaults {

  private PipesCallbacksFaults() {}

  /** A loop that goes on to watch what a protocol has closed at once, whoever has it then. */
  abstract static class WatchesTheClosed extends PipesBroken {
    private boolean isClosedAtOnce;

    WatchesTheClosed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Sees whether a protocol closes a transport that has just been made. */
    @Override
    PipeProtocol listener(PipeProtocol protocol) {
      return new PipeRelay(protocol) {
        @Override
        public void connectionMade(BaseTransport made) {
          super.connectionMade(made);
          isClosedAtOnce |= made.isClosing() && isFor(made);
        }
      };
    }

    abstract boolean isFor(BaseTransport transport);

    @Override
    public void addReader(Object fd, Runnable callback) {
      if (!isClosedAtOnce) {
        super.addReader(fd, callback);
      }
      isClosedAtOnce = false;
    }
  }

  @Fault(
      what = "A write pipe that is closed in connection_made is watched on.",
      breaks = "pipe.close.reused")
  static final class WatchesTheClosedWriter extends WatchesTheClosed {
    WatchesTheClosedWriter(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean isFor(BaseTransport transport) {
      return !(transport instanceof ReadTransport);
    }
  }

  @Fault(
      what = "A read pipe that is closed in connection_made is watched on.",
      breaks = "pipe.close.reused")
  static final class WatchesTheClosedReader extends WatchesTheClosed {
    WatchesTheClosedReader(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean isFor(BaseTransport transport) {
      return transport instanceof ReadTransport;
    }
  }

  /** Tells of one more piece than it should. */
  abstract static class OneMore extends PipesBroken.PipeRelay {
    private @Nullable BaseTransport transport;

    OneMore(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(BaseTransport made) {
      transport = made;
      super.connectionMade(made);
    }

    @Override
    public void dataReceived(byte[] data) {
      super.dataReceived(data);
      if (transport instanceof ReadTransport own && isFor(own)) {
        super.dataReceived(data);
      }
    }

    abstract boolean isFor(ReadTransport own);
  }

  @Fault(
      what = "A pause in data_received lets one more piece pass.",
      breaks = "read-pipe.pause-reading.stops")
  static final class PausesLate extends OneMore {
    PausesLate(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    boolean isFor(ReadTransport own) {
      return !own.isReading() && !own.isClosing();
    }
  }

  @Fault(
      what = "A close in data_received lets one more piece pass.",
      breaks = "read-pipe.close.no-more-data")
  static final class ClosesLate extends OneMore {
    ClosesLate(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    boolean isFor(ReadTransport own) {
      return own.isClosing();
    }
  }

  /** Loops that know whether a protocol is called. */
  abstract static class KnowsOfCalls extends PipesBroken {
    boolean isCalled;

    KnowsOfCalls(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Calls the protocol. */
    final void call(Runnable method) {
      isCalled = true;
      try {
        method.run();
      } finally {
        isCalled = false;
      }
    }
  }

  @Fault(
      what = "A resume_reading in data_received has no effect.",
      breaks = "read-pipe.resume-reading.goes-on")
  static final class StaysPaused extends KnowsOfCalls {
    StaysPaused(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    PipeProtocol listener(PipeProtocol given) {
      return new PipeRelay(given) {
        @Override
        public void dataReceived(byte[] data) {
          call(() -> super.dataReceived(data));
        }
      };
    }

    @Override
    ReadPipeTransport reader(Parts parts) {
      return new Reader(parts) {
        @Override
        public void resumeReading() {
          if (!isCalled) {
            super.resumeReading();
          }
        }
      };
    }
  }

  @Fault(what = "A pause of one pipe pauses all.", breaks = "read-pipe.data.received")
  static final class PausesAll extends PipesBroken {
    private final List<Runnable> pauses = new ArrayList<>();

    PausesAll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    ReadPipeTransport reader(Parts parts) {
      return new Reader(parts) {
        {
          pauses.add(this::pauseThis);
        }

        private void pauseThis() {
          super.pauseReading();
        }

        @Override
        public void pauseReading() {
          pauses.forEach(Runnable::run);
        }
      };
    }
  }

  @Fault(
      what = "After a second resume_reading the end is not told.",
      breaks = "read-pipe.eof-received.called")
  static final class NoEndAfterPauses extends PipesBroken.Reader {
    NoEndAfterPauses(PipesBroken.Parts parts) {
      super(parts);
    }

    private int resumes;

    @Override
    public void resumeReading() {
      resumes++;
      super.resumeReading();
    }

    @Override
    protected void endOfPipe() {
      if (resumes >= 2) {
        close();
      } else {
        super.endOfPipe();
      }
    }
  }

  @Fault(what = "In debug mode the end is not told.", breaks = "read-pipe.eof-received.called")
  static final class NoEndInDebugMode extends PipesBroken.Reader {
    NoEndInDebugMode(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void endOfPipe() {
      if (loop.getDebug()) {
        close();
      } else {
        super.endOfPipe();
      }
    }
  }

  @Fault(
      what = "get_protocol gives the protocol that the factory has made.",
      breaks = "pipe.get-protocol.current")
  static final class TellsTheFirst extends PipesBroken.Reader {
    TellsTheFirst(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public BaseProtocol getProtocol() {
      return protocol;
    }
  }

  @Fault(
      what = "A second set_protocol has no effect, but for what get_protocol says.",
      breaks = "pipe.set-protocol.hears")
  static final class SetsOneProtocol extends PipesBroken.Writer {
    SetsOneProtocol(PipesBroken.Parts parts) {
      super(parts);
    }

    private @Nullable BaseProtocol last;

    @Override
    public BaseProtocol getProtocol() {
      return last == null ? super.getProtocol() : last;
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      if (last == null) {
        super.setProtocol(other);
      }
      last = other;
    }
  }

  @Fault(
      what = "A transport that has come to its end is not closing.",
      breaks = "pipe.is-closing.lost")
  static final class EndsWithoutClosing extends PipesBroken.Reader {
    EndsWithoutClosing(PipesBroken.Parts parts) {
      super(parts);
    }

    private boolean ended;

    @Override
    protected void endOfPipe() {
      super.endOfPipe();
      ended = true;
    }

    @Override
    public boolean isClosing() {
      return !ended && super.isClosing();
    }
  }

  /** Loops that send nothing of what is written while the protocol is called. */
  abstract static class DropsFromCalls extends KnowsOfCalls {
    DropsFromCalls(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    WritePipeTransport writer(Parts parts) {
      return new Writer(parts) {
        @Override
        protected void send(ByteBuffer data) {
          if (!isCalled) {
            super.send(data);
          }
        }
      };
    }
  }

  @Fault(what = "What is written in connection_made is lost.", breaks = "write-pipe.write.sends")
  static final class DropsWhenMade extends DropsFromCalls {
    DropsWhenMade(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    PipeProtocol listener(PipeProtocol given) {
      return new PipeRelay(given) {
        @Override
        public void connectionMade(BaseTransport transport) {
          call(() -> super.connectionMade(transport));
        }
      };
    }
  }

  @Fault(what = "What is written in pause_writing is lost.", breaks = "write-pipe.write.sends")
  static final class DropsWhenPaused extends DropsFromCalls {
    DropsWhenPaused(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    PipeProtocol listener(PipeProtocol given) {
      return new PipeRelay(given) {
        @Override
        public void pauseWriting() {
          call(super::pauseWriting);
        }
      };
    }
  }

  @Fault(what = "What is written in resume_writing is lost.", breaks = "write-pipe.write.sends")
  static final class DropsWhenResumed extends DropsFromCalls {
    DropsWhenResumed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    PipeProtocol listener(PipeProtocol given) {
      return new PipeRelay(given) {
        @Override
        public void resumeWriting() {
          call(super::resumeWriting);
        }
      };
    }
  }

  @Fault(
      what = "Of what is written while something waits the 65th piece is lost.",
      breaks = "write-pipe.write.large")
  static final class DropsThe65th extends PipesBroken.Writer {
    DropsThe65th(PipesBroken.Parts parts) {
      super(parts);
    }

    private int pieces;

    @Override
    protected void send(ByteBuffer data) {
      pieces += getWriteBufferSize() > 0 ? 1 : 0;
      if (pieces != 65) {
        super.send(data);
      }
    }
  }

  @Fault(
      what = "While something waits writelines sends one piece.",
      breaks = "write-pipe.writelines.order")
  static final class OneLineBehind extends PipesBroken.Writer {
    OneLineBehind(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> pieces) {
      super.writelines(getWriteBufferSize() > 0 ? pieces.subList(0, 1) : pieces);
    }
  }

  @Fault(what = "writelines sends 1,024 pieces at most.", breaks = "write-pipe.writelines.order")
  static final class FewLines extends PipesBroken.Writer {
    FewLines(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> pieces) {
      super.writelines(pieces.subList(0, Math.min(pieces.size(), 1024)));
    }
  }

  /** Tells once more of an end that a method of the protocol has brought about. */
  abstract static class TellsTwice extends PipesBroken.PipeRelay {
    final EndInCallback ended = new EndInCallback();

    TellsTwice(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(BaseTransport made) {
      ended.made(made);
      super.connectionMade(made);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      super.connectionLost(exc);
      ended.again(() -> super.connectionLost(exc));
    }
  }

  @Fault(
      what = "A pipe that is ended in connection_made is lost twice.",
      breaks = "pipe.connection-lost.in-callback")
  static final class TwiceWhenMade extends TellsTwice {
    TwiceWhenMade(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(BaseTransport made) {
      super.connectionMade(made);
      ended.look();
    }
  }

  @Fault(
      what = "A pipe that is ended in data_received is lost twice.",
      breaks = "pipe.connection-lost.in-callback")
  static final class TwiceWhenDataComes extends TellsTwice {
    TwiceWhenDataComes(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      super.dataReceived(data);
      ended.look();
    }
  }

  @Fault(
      what = "A pipe that is ended in pause_writing is lost twice.",
      breaks = "pipe.connection-lost.in-callback")
  static final class TwiceWhenPaused extends TellsTwice {
    TwiceWhenPaused(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void pauseWriting() {
      super.pauseWriting();
      ended.look();
    }
  }

  @Fault(
      what = "A pipe that is ended in resume_writing is lost twice.",
      breaks = "pipe.connection-lost.in-resume")
  static final class TwiceWhenResumed extends TellsTwice {
    TwiceWhenResumed(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void resumeWriting() {
      boolean before = ended.isClosing();
      super.resumeWriting();
      if (!before) {
        ended.look();
      }
    }
  }
}
