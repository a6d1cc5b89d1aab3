package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BaseTransport;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.ReadTransport;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in pipes: both ends, and reading. */
final class PipesFaults {

  private PipesFaults() {}

  @Fault(
      what = "The pair has a protocol that the factory has not made.",
      breaks = "pipe.pair.protocol")
  static final class GivesAnotherProtocol extends PipesBroken {
    GivesAnotherProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<Object>> connectReadPipe(ProtocolFactory factory, Pipe pipe) {
      return withAnother(super.connectReadPipe(factory, pipe));
    }

    private Coroutine<List<Object>> withAnother(Coroutine<List<Object>> connecting) {
      return asyncio.coroutine(
          () -> List.of(asyncio.await(connecting).getFirst(), new PipeProtocol() {}));
    }
  }

  @Fault(
      what = "connection_made is called twice.",
      breaks = {"pipe.connection-made.first", "pipe.set-protocol.hears", "write-pipe.write.sends"})
  static final class MadeTwice extends PipesBroken.PipeRelay {
    MadeTwice(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(BaseTransport transport) {
      super.connectionMade(transport);
      super.connectionMade(transport);
    }
  }

  @Fault(
      what = "connection_made is called when the pair has been given.",
      breaks = {
        "pipe.connection-made.before-return",
        "pipe.connection-made.first",
        "read-pipe.pause-reading.in-connection-made",
        "write-pipe.write.sends"
      })
  static final class MadeLate extends PipesBroken {
    MadeLate(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    PipeProtocol listener(PipeProtocol given) {
      return new PipeRelay(given) {
        @Override
        public void connectionMade(BaseTransport transport) {
          callSoon(() -> callSoon(() -> callSoon(() -> super.connectionMade(transport))));
        }
      };
    }
  }

  @Fault(
      what = "close is told as an error.",
      breaks = {
        "pipe.connection-lost.close",
        "write-pipe.abort.lost",
        "write-pipe.close.flushes",
        "write-pipe.reader-gone.lost"
      })
  static final class CloseIsAnError extends PipesBroken.Writer {
    CloseIsAnError(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      forceClose(new IOException("closed"));
    }
  }

  @Fault(
      what = "A close of a transport that is closing calls connection_lost once more.",
      breaks = "pipe.connection-lost.once")
  static final class LostAgain extends PipesBroken.Writer {
    LostAgain(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      if (isClosing()) {
        loop.callSoon(() -> protocol.connectionLost(null));
      }
      super.close();
    }
  }

  @Fault(
      what = "A write_eof of a transport that is closing calls connection_lost once more.",
      breaks = "pipe.connection-lost.once")
  static final class LostAtEachEnd extends PipesBroken.Writer {
    LostAtEachEnd(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      if (isClosing()) {
        loop.callSoon(() -> protocol.connectionLost(null));
      }
      super.writeEof();
    }
  }

  @Fault(
      what = "The end of a pipe is left open by its transport.",
      breaks = {"pipe.cancel.closed", "pipe.close.descriptor"})
  static final class KeepsTheEnd extends PipesBroken.Reader {
    KeepsTheEnd(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void closePipe() {
      // It stays open.
    }
  }

  @Fault(
      what = "is_closing is always false.",
      breaks = {"pipe.is-closing.close", "pipe.is-closing.lost"})
  static final class NeverClosing extends PipesBroken.Writer {
    NeverClosing(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public boolean isClosing() {
      return false;
    }
  }

  @Fault(what = "The pipe that is told is its descriptor.", breaks = "pipe.extra-info.pipe")
  static final class TellsTheDescriptor extends PipesBroken.Reader {
    TellsTheDescriptor(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
      return name.equals("pipe") ? fd : super.getExtraInfo(name, defaultValue);
    }
  }

  @Fault(
      what = "The default is not given for what is not known.",
      breaks = "pipe.extra-info.unknown")
  static final class NoDefault extends PipesBroken.Writer {
    NoDefault(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
      return super.getExtraInfo(name, null);
    }
  }

  @Fault(
      what = "set_protocol has no effect.",
      breaks = {"pipe.get-protocol.current", "pipe.set-protocol.hears"})
  static final class KeepsItsProtocol extends PipesBroken.Reader {
    KeepsItsProtocol(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void setProtocol(BaseProtocol other) {
      // It keeps the first one.
    }
  }

  @Fault(
      what = "An end that is written blocks until something is sent.",
      breaks = "pipe.blocking.not")
  static final class BlocksUntilItSends extends PipesBroken {
    BlocksUntilItSends(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private @Nullable ChannelPipe written;

    @Override
    void makeFit(ChannelPipe end) throws IOException {
      if (end.fileno() instanceof WritableByteChannel) {
        written = end;
      } else {
        super.makeFit(end);
      }
    }

    @Override
    WritePipeTransport writer(Parts parts) {
      return new Writer(parts) {
        @Override
        protected void send(ByteBuffer data) {
          makeFitToSend();
          super.send(data);
        }
      };
    }

    private void makeFitToSend() {
      try {
        if (written != null) {
          super.makeFit(written);
          written = null;
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  @Fault(
      what = "A single byte is not told.",
      breaks = {
        "read-pipe.close.no-more-data",
        "read-pipe.data.received",
        "read-pipe.pause-reading.stops",
        "read-pipe.resume-reading.goes-on"
      })
  static final class DropsSingleBytes extends PipesBroken.PipeRelay {
    DropsSingleBytes(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      if (data.length > 1) {
        super.dataReceived(data);
      }
    }
  }

  @Fault(
      what = "In much data the last byte is another one.",
      breaks = {"read-pipe.data.large"})
  static final class SpoilsMuch extends PipesBroken.PipeRelay {
    SpoilsMuch(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      if (data.length > 1000) {
        data[data.length - 1]++;
      }
      super.dataReceived(data);
    }
  }

  @Fault(
      what = "The end is not told.",
      breaks = {"read-pipe.eof-received.after-data", "read-pipe.eof-received.called"})
  static final class NoEnd extends PipesBroken.PipeRelay {
    NoEnd(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      return false;
    }
  }

  @Fault(
      what = "The end is told before the data that came with it.",
      breaks = {"read-pipe.eof-received.after-data"})
  static final class EndBeforeData extends PipesBroken.PipeRelay {
    EndBeforeData(PipeProtocol protocol) {
      super(protocol);
    }

    private boolean told;

    @Override
    public void dataReceived(byte[] data) {
      if (data.length == 8) {
        told = true;
        super.eofReceived();
      }
      super.dataReceived(data);
    }

    @Override
    public boolean eofReceived() {
      return !told && super.eofReceived();
    }
  }

  @Fault(
      what = "Of much that has come with the end only the beginning is received.",
      breaks = {"read-pipe.eof-received.after-data"})
  static final class LosesTheRestAtTheEnd extends PipesBroken.Reader {
    LosesTheRestAtTheEnd(PipesBroken.Parts parts) {
      super(
          new PipesBroken.Parts(
              parts.loop(), parts.readiness(), parts.pipe(), new HoldsBack(parts)));
    }

    private static final class HoldsBack extends PipesBroken.PipeRelay {
      private final HeldBack held;

      HoldsBack(PipesBroken.Parts parts) {
        super(parts.protocol());
        this.held = new HeldBack(parts.loop(), super::dataReceived);
      }

      @Override
      public void dataReceived(byte[] data) {
        held.receive(data);
      }

      @Override
      public boolean eofReceived() {
        held.drop();
        return super.eofReceived();
      }
    }
  }

  @Fault(
      what = "What cannot be read any more is taken for its end.",
      breaks = {"read-pipe.error.lost"})
  static final class TakesErrorsForTheEnd extends PipesBroken.Reader {
    TakesErrorsForTheEnd(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void cannotBeRead(IOException why) {
      endOfPipe();
    }
  }

  @Fault(
      what = "A transport stays open when nobody can write any more.",
      breaks = {"pipe.is-closing.lost", "read-pipe.eof-received.lost"})
  static final class StaysOpen extends PipesBroken.Reader {
    StaysOpen(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    protected void endOfPipe() {
      stopWatching();
      call("eof_received", () -> protocol().eofReceived());
    }
  }

  @Fault(
      what = "pause_reading has no effect, but for what is_reading says.",
      breaks = {"read-pipe.pause-reading.in-connection-made", "read-pipe.pause-reading.stops"})
  static final class DoesNotPause extends PipesBroken.Reader {
    DoesNotPause(PipesBroken.Parts parts) {
      super(parts);
    }

    private boolean saysPaused;

    @Override
    public void pauseReading() {
      saysPaused = true;
    }

    @Override
    public void resumeReading() {
      saysPaused = false;
      super.resumeReading();
    }

    @Override
    public boolean isReading() {
      return !saysPaused && super.isReading();
    }
  }

  @Fault(what = "Two pauses want to be resumed twice.", breaks = "read-pipe.pause-reading.twice")
  static final class CountsPauses extends PipesBroken.Reader {
    CountsPauses(PipesBroken.Parts parts) {
      super(parts);
    }

    private int pauses;

    @Override
    public void pauseReading() {
      pauses++;
      super.pauseReading();
    }

    @Override
    public void resumeReading() {
      if (--pauses <= 0) {
        super.resumeReading();
      }
    }
  }

  @Fault(
      what = "A transport reads on after connection_made, though it was paused there.",
      breaks = {"read-pipe.pause-reading.in-connection-made"})
  static final class ReadsAfterMade extends PipesBroken.PipeRelay {
    ReadsAfterMade(PipeProtocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(BaseTransport transport) {
      super.connectionMade(transport);
      if (transport instanceof ReadTransport own) {
        own.resumeReading();
      }
    }
  }

  @Fault(
      what = "resume_reading has no effect.",
      breaks = {
        "read-pipe.eof-received.called",
        "read-pipe.pause-reading.twice",
        "read-pipe.resume-reading.goes-on"
      })
  static final class NeverResumes extends PipesBroken.Reader {
    NeverResumes(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void resumeReading() {
      // It stays paused.
    }
  }

  @Fault(
      what = "resume_reading of a transport that is closing receives once more.",
      breaks = "read-pipe.resume-reading.closed")
  static final class ReadsWhenClosing extends PipesBroken.Reader {
    ReadsWhenClosing(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void resumeReading() {
      if (isClosing()) {
        readReady();
      }
      super.resumeReading();
    }
  }

  @Fault(what = "is_reading is always false.", breaks = "read-pipe.is-reading.open")
  static final class NeverReading extends PipesBroken.Reader {
    NeverReading(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public boolean isReading() {
      return false;
    }
  }

  @Fault(what = "is_reading knows of no pause.", breaks = "read-pipe.is-reading.paused")
  static final class ReadingThoughPaused extends PipesBroken.Reader {
    ReadingThoughPaused(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public boolean isReading() {
      return isOpen();
    }
  }

  @Fault(what = "is_reading knows of no close.", breaks = "read-pipe.is-reading.closed")
  static final class ReadingThoughClosed extends PipesBroken.Reader {
    ReadingThoughClosed(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public boolean isReading() {
      return isClosing() || super.isReading();
    }
  }

  @Fault(what = "close receives what is there.", breaks = "read-pipe.close.no-more-data")
  static final class ClosesWithData extends PipesBroken.Reader {
    ClosesWithData(PipesBroken.Parts parts) {
      super(parts);
    }

    private boolean ended;

    @Override
    protected void endOfPipe() {
      ended = true;
      super.endOfPipe();
    }

    @Override
    public void close() {
      boolean first = isReading() && !ended;
      super.close();
      if (first) {
        readReady();
      }
    }
  }

  @Fault(what = "A second pause has no effect.", breaks = "read-pipe.pause-reading.stops")
  static final class PausesOnce extends PipesBroken.Reader {
    PausesOnce(PipesBroken.Parts parts) {
      super(parts);
    }

    private boolean wasResumed;

    @Override
    public void pauseReading() {
      if (!wasResumed) {
        super.pauseReading();
      }
    }

    @Override
    public void resumeReading() {
      wasResumed = true;
      super.resumeReading();
    }
  }

  @Fault(
      what = "The third resume_reading has no effect.",
      breaks = {"read-pipe.eof-received.called", "read-pipe.resume-reading.goes-on"})
  static final class ResumesTwice extends PipesBroken.Reader {
    ResumesTwice(PipesBroken.Parts parts) {
      super(parts);
    }

    private int resumes;

    @Override
    public void resumeReading() {
      resumes++;
      if (resumes != 3) {
        super.resumeReading();
      }
    }
  }

  @Fault(
      what = "An end that comes during a pause is not told.",
      breaks = {"read-pipe.eof-received.called"})
  static final class NoEndAfterAPause extends PipesBroken.Reader {
    NoEndAfterAPause(PipesBroken.Parts parts) {
      super(parts);
    }

    private boolean wasPaused;

    @Override
    public void pauseReading() {
      wasPaused = true;
      super.pauseReading();
    }

    @Override
    protected void endOfPipe() {
      if (wasPaused) {
        stopWatching();
      } else {
        super.endOfPipe();
      }
    }
  }

  /** A loop in which whoever is cancelled while a pipe is connected fares in another way. */
  abstract static class OtherConnecting extends SelectorEventLoop {
    OtherConnecting(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    abstract Coroutine<List<Object>> broken(Coroutine<List<Object>> connecting);

    @Override
    public Coroutine<List<Object>> connectReadPipe(ProtocolFactory protocolFactory, Pipe pipe) {
      return broken(super.connectReadPipe(protocolFactory, pipe));
    }

    @Override
    public Coroutine<List<Object>> connectWritePipe(ProtocolFactory protocolFactory, Pipe pipe) {
      return broken(super.connectWritePipe(protocolFactory, pipe));
    }
  }

  @Fault(
      what = "Who is cancelled while a pipe is connected is given it all the same.",
      breaks = {"pipe.cancel.raised"})
  static final class ConnectsPipesAllTheSame extends OtherConnecting {
    ConnectsPipesAllTheSame(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    Coroutine<List<Object>> broken(Coroutine<List<Object>> connecting) {
      return BrokenCancellations.ignoring(asyncio, connecting);
    }
  }

  @Fault(
      what = "The pipe of who is cancelled while it is connected stays open.",
      breaks = {"pipe.cancel.closed"})
  static final class LeavesPipesOpen extends OtherConnecting {
    LeavesPipesOpen(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    Coroutine<List<Object>> broken(Coroutine<List<Object>> connecting) {
      return BrokenCancellations.goingOn(asyncio, connecting);
    }
  }

  @Fault(
      what = "A pipe that is paused is woken by what it does not read.",
      breaks = "read-pipe.pause-reading.idle")
  static final class WakesWhilePaused extends PipesBroken.Reader {
    WakesWhilePaused(PipesBroken.Parts parts) {
      super(parts);
    }

    @Override
    public void pauseReading() {
      super.pauseReading();
      if (!isClosing()) {
        parts.readiness().addReader(parts.pipe().fileno(), () -> {});
      }
    }
  }
}
