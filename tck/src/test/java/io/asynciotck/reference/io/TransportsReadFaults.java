package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.reference.faults.Fault;
import java.nio.channels.SelectionKey;

/** Faults in when a transport receives. */
final class TransportsReadFaults {

  private TransportsReadFaults() {}

  @Fault(
      what = "At the end of the stream data_received is called with no bytes.",
      breaks = {"transport.data-received.not-empty"})
  static final class EmptyDataAtTheEnd extends Relay {
    EmptyDataAtTheEnd(Protocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      dataReceived(new byte[0]);
      return super.eofReceived();
    }
  }

  @Fault(
      what = "A transport reads in one turn for as long as there is something.",
      breaks = {"transport.data-received.fair"})
  static final class ReadsWhileThereIsMore extends BrokenTransport {
    ReadsWhileThereIsMore(Parts parts) {
      super(
          parts,
          parts.protocol() instanceof Protocol ? new Counting(parts.protocol()) : parts.protocol());
    }

    @Override
    protected void readReady() {
      if (!(protocol instanceof Counting counting)) {
        super.readReady();
        return;
      }
      int before;
      do {
        before = counting.pieces;
        super.readReady();
      } while (counting.pieces > before
          && isReading()
          && ReadinessFaults.isReady(socket.fileno(), SelectionKey.OP_READ));
    }
  }

  private static final class Counting extends Relay {
    private int pieces;

    Counting(BaseProtocol protocol) {
      super((Protocol) protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      pieces++;
      super.dataReceived(data);
    }
  }

  @Fault(
      what = "Of much that has come with the end only the beginning is received.",
      breaks = {"transport.eof-received.called"})
  static final class LosesTheRestAtTheEnd extends BrokenTransport {
    LosesTheRestAtTheEnd(Parts parts) {
      super(parts, parts.heard(protocol -> new HoldsBack(parts.loop(), protocol)));
    }

    private static final class HoldsBack extends Relay {
      private final HeldBack held;

      HoldsBack(EventLoop loop, Protocol protocol) {
        super(protocol);
        this.held = new HeldBack(loop, super::dataReceived);
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
      what = "eof_received is called twice.",
      breaks = {"transport.eof-received.called", "transport.eof-received.once"})
  static final class EndsTwice extends Relay {
    EndsTwice(Protocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      boolean first = super.eofReceived();
      return super.eofReceived() || first;
    }
  }

  @Fault(
      what = "resume_reading tells of an end that was told.",
      breaks = {"transport.eof-received.once-paused"})
  static final class EndsOnceMore extends BrokenTransport {
    EndsOnceMore(Parts parts) {
      super(
          parts,
          parts.protocol() instanceof Protocol ? new Ended(parts.protocol()) : parts.protocol());
    }

    @Override
    public void resumeReading() {
      super.resumeReading();
      if (protocol instanceof Ended ended && ended.isTold && !isClosing()) {
        ended.eofReceived();
      }
    }
  }

  private static final class Ended extends Relay {
    private boolean isTold;

    Ended(BaseProtocol protocol) {
      super((Protocol) protocol);
    }

    @Override
    public boolean eofReceived() {
      isTold = true;
      return super.eofReceived();
    }
  }

  @Fault(
      what = "What eof_received raises is dropped.",
      breaks = {"transport.eof-received.raises"})
  static final class SwallowsAtEof extends Relay {
    SwallowsAtEof(Protocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      try {
        return super.eofReceived();
      } catch (Throwable dropped) {
        return false;
      }
    }
  }

  @Fault(
      what = "is_reading is always false.",
      breaks = {"transport.is-reading.open"})
  static final class NeverReading extends BrokenTransport {
    NeverReading(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isReading() {
      return false;
    }
  }

  @Fault(
      what = "is_reading is true when the transport is closed.",
      breaks = {"transport.is-reading.closed"})
  static final class ReadingWhenClosed extends BrokenTransport {
    ReadingWhenClosed(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isReading() {
      return isClosing() || super.isReading();
    }
  }

  @Fault(
      what = "is_reading is true while a transport that was closed sends what waits.",
      breaks = {"transport.is-reading.closed"})
  static final class ReadingUntilAllIsSent extends BrokenTransport {
    ReadingUntilAllIsSent(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isReading() {
      return super.isReading() || (isClosing() && getWriteBufferSize() > 0);
    }
  }

  @Fault(
      what = "After two calls of pause_reading it takes two calls of resume_reading.",
      breaks = {"transport.pause-reading.twice"})
  static final class CountsPauses extends BrokenTransport {
    CountsPauses(Parts parts) {
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
      pauses--;
      if (pauses <= 0) {
        super.resumeReading();
      }
    }
  }

  @Fault(
      what = "pause_reading of a transport that is closed raises an exception.",
      breaks = {"transport.pause-reading.closed"})
  static final class NoPauseWhenClosed extends BrokenTransport {
    NoPauseWhenClosed(Parts parts) {
      super(parts);
    }

    @Override
    public void pauseReading() {
      if (isClosing()) {
        throw new IllegalStateException("Closing");
      }
      super.pauseReading();
    }
  }

  @Fault(
      what = "resume_reading of a transport that reads raises an exception.",
      breaks = {"transport.resume-reading.twice"})
  static final class NoResumeWithoutPause extends BrokenTransport {
    NoResumeWithoutPause(Parts parts) {
      super(parts);
    }

    @Override
    public void resumeReading() {
      if (isReading()) {
        throw new IllegalStateException("Not paused");
      }
      super.resumeReading();
    }
  }

  @Fault(
      what = "After a second pause the end is not told.",
      breaks = {"transport.eof-received.called"})
  static final class NoEndAfterPauses extends BrokenTransport {
    NoEndAfterPauses(Parts parts) {
      super(
          parts,
          parts.protocol() instanceof Protocol ? new Pausing(parts.protocol()) : parts.protocol());
    }

    @Override
    public void pauseReading() {
      if (protocol instanceof Pausing pausing) {
        pausing.pauses++;
      }
      super.pauseReading();
    }
  }

  private static final class Pausing extends Relay {
    private int pauses;

    Pausing(BaseProtocol protocol) {
      super((Protocol) protocol);
    }

    @Override
    public boolean eofReceived() {
      return pauses < 2 && super.eofReceived();
    }
  }

  @Fault(
      what = "A transport that is paused is woken by what it does not read.",
      breaks = "transport.pause-reading.idle")
  static final class WakesWhilePaused extends BrokenTransport {
    WakesWhilePaused(Parts parts) {
      super(parts);
    }

    @Override
    public void pauseReading() {
      super.pauseReading();
      if (!isClosing()) {
        readiness.addReader(socket.fileno(), () -> {});
      }
    }
  }

  @Fault(
      what = "A transport that stays open behind the end of its stream is woken by it.",
      breaks = "transport.eof-received.idle")
  static final class WakesAtTheEnd extends BrokenTransport {
    WakesAtTheEnd(Parts parts) {
      super(
          parts,
          parts.heard(protocol ->
              new Relay(protocol) {
                @Override
                public boolean eofReceived() {
                  parts.readiness().addReader(parts.socket().fileno(), () -> {});
                  return super.eofReceived();
                }
              }));
    }
  }
}
