package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Faults in the life of a transport, and in receiving. */
final class TransportsFaults {

  private TransportsFaults() {}

  @Fault(
      what = "connection_made is not called.",
      breaks = {
        "transport.abort.after-close",
        "transport.abort.drops",
        "transport.abort.no-more-data",
        "transport.close.flushes",
        "transport.close.no-more-data",
        "transport.connection-lost.abort",
        "transport.connection-lost.close",
        "transport.connection-lost.end",
        "transport.connection-lost.reset",
        "transport.connection-made.before-return",
        "transport.connection-made.first",
        "transport.connection-made.raises",
        "transport.connection-made.then-lost",
        "transport.data-received.data",
        "transport.data-received.large",
        "transport.eof-received.true-stays",
        "transport.extra-info.peername",
        "transport.extra-info.sockname",
        "transport.is-closing.close",
        "transport.is-reading.open",
        "transport.is-reading.paused",
        "transport.pause-reading.in-connection-made",
        "transport.pause-reading.in-data-received",
        "transport.pause-reading.stops",
        "transport.pause-writing.over-high",
        "transport.resume-reading.goes-on",
        "transport.resume-writing.low",
        "transport.resume-writing.low-zero",
        "transport.resume-writing.not-above-low",
        "transport.write-buffer-limits.get",
        "transport.write-eof.after-data",
        "transport.write-eof.ends",
        "transport.write-eof.still-reads",
        "transport.write.all",
        "transport.write.order",
        "transport.write.sends",
        "transport.writelines.order"
      })
  static final class NeverMade extends Relay {
    NeverMade(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      // It is not told.
    }
  }

  @Fault(
      what = "connection_made is called when create_connection has returned.",
      breaks = {
        "transport.abort.no-more-data",
        "transport.close.no-more-data",
        "transport.connection-made.before-return",
        "transport.connection-made.first",
        "transport.pause-reading.in-connection-made",
        "transport.pause-reading.in-data-received"
      })
  static final class MadeBehindTheCall extends BrokenTransport {
    MadeBehindTheCall(Parts parts) {
      super(
          parts,
          parts.heard(plain ->
              new Relay(plain) {
                @Override
                public void connectionMade(Transport transport) {
                  EventLoop loop = parts.loop();
                  loop.callSoon(() -> loop.callSoon(() -> super.connectionMade(transport)));
                }
              }));
    }
  }

  @Fault(
      what = "connection_lost is not called.",
      breaks = {
        "transport.abort.after-close",
        "transport.close.flushes",
        "transport.connection-lost.abort",
        "transport.connection-lost.close",
        "transport.connection-lost.end",
        "transport.connection-lost.in-callback",
        "transport.connection-lost.in-resume",
        "transport.connection-lost.later",
        "transport.connection-lost.once-at-end",
        "transport.connection-lost.raises",
        "transport.connection-lost.reset",
        "transport.connection-made.then-lost",
        "transport.data-received.raises",
        "transport.eof-received.raises",
        "transport.writelines.empty-closed"
      })
  static final class NeverLost extends Relay {
    NeverLost(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      // It is not told.
    }
  }

  @Fault(what = "An aborted transport keeps its socket.", breaks = "transport.close.socket")
  static final class AbortKeepsSocket extends BrokenTransport {
    private boolean aborted;

    AbortKeepsSocket(Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      aborted |= !isClosing();
      super.abort();
    }

    @Override
    protected void closeSocket() {
      if (!aborted) {
        super.closeSocket();
      }
    }
  }

  @Fault(
      what = "A close of a transport that is closing calls connection_lost once more.",
      breaks = {
        "transport.connection-lost.once",
        "transport.connection-lost.once-at-end",
        "transport.eof-received.raises"
      })
  static final class LostAgain extends BrokenTransport {
    LostAgain(Parts parts) {
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
      what = "A transport that has been paused is not paused again.",
      breaks = "transport.pause-reading.stops")
  static final class PausesReadingOnce extends BrokenTransport {
    private boolean paused;

    PausesReadingOnce(Parts parts) {
      super(parts);
    }

    @Override
    public void pauseReading() {
      if (!paused) {
        super.pauseReading();
      }
      paused = true;
    }
  }

  @Fault(
      what = "close calls connection_lost itself.",
      breaks = {
        "transport.abort.after-close",
        "transport.close.flushes",
        "transport.connection-lost.in-callback",
        "transport.connection-lost.later",
        "transport.connection-lost.raises",
        "transport.eof-received.raises"
      })
  static final class LostInside extends BrokenTransport {
    LostInside(Parts parts) {
      super(parts.with(parts.heard(LostOnce::new)));
    }

    @Override
    public void close() {
      protocol.connectionLost(null);
      super.close();
    }
  }

  private static final class LostOnce extends Relay {
    private boolean told;

    LostOnce(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      if (!told) {
        told = true;
        super.connectionLost(exc);
      }
    }
  }

  @Fault(
      what = "The socket of a transport that is closed stays open.",
      breaks = {
        "transport.close.ends",
        "transport.close.socket",
        "transport.connection-lost.raises",
        "transport.eof-received.false-closes"
      })
  static final class SocketStaysOpen extends BrokenTransport {
    SocketStaysOpen(Parts parts) {
      super(parts);
    }

    @Override
    protected void closeSocket() {
      // It stays open.
    }
  }

  @Fault(
      what = "is_closing is always false.",
      breaks = {
        "transport.is-closing.abort",
        "transport.is-closing.close",
        "transport.is-closing.lost"
      })
  static final class NeverClosing extends BrokenTransport {
    NeverClosing(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isClosing() {
      return false;
    }
  }

  @Fault(
      what = "is_closing is false while a transport that was closed sends what waits.",
      breaks = {"transport.is-closing.close"})
  static final class ClosingWhenAllIsSent extends BrokenTransport {
    ClosingWhenAllIsSent(Parts parts) {
      super(parts);
    }

    @Override
    public boolean isClosing() {
      return super.isClosing() && getWriteBufferSize() == 0;
    }
  }

  @Fault(
      what = "data_received is not given the first byte of several.",
      breaks = {
        "transport.data-received.data",
        "transport.data-received.large",
        "transport.eof-received.called",
        "transport.pause-reading.stops",
        "transport.pause-reading.twice",
        "transport.resume-reading.goes-on",
        "transport.resume-reading.twice",
        "transport.write-eof.still-reads"
      })
  static final class LosesTheFirstByte extends Relay {
    LosesTheFirstByte(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      super.dataReceived(data.length > 1 ? Arrays.copyOfRange(data, 1, data.length) : data);
    }
  }

  @Fault(
      what = "Of the pieces after the first, each two are given in the wrong order.",
      breaks = {"transport.data-received.large", "transport.data-received.order"})
  static final class Swaps extends Relay {
    Swaps(Protocol protocol) {
      super(protocol);
    }

    private boolean first = true;
    private byte @Nullable [] held;

    @Override
    public void dataReceived(byte[] data) {
      byte[] before = held;
      if (first || before != null) {
        first = false;
        held = null;
        super.dataReceived(data);
        if (before != null) {
          super.dataReceived(before);
        }
      } else {
        held = data;
      }
    }
  }

  @Fault(
      what = "What data_received raises is dropped.",
      breaks = {"transport.data-received.raises"})
  static final class Swallows extends Relay {
    Swallows(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      try {
        super.dataReceived(data);
      } catch (Throwable dropped) {
        // Nobody is told.
      }
    }
  }

  @Fault(
      what = "eof_received is not called.",
      breaks = {
        "transport.close.flushes",
        "transport.connection-lost.close",
        "transport.eof-received.called",
        "transport.eof-received.once",
        "transport.eof-received.raises",
        "transport.eof-received.true-stays",
        "transport.is-closing.close",
        "transport.write.sends"
      })
  static final class NoEnd extends Relay {
    NoEnd(Protocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      return false;
    }
  }

  @Fault(
      what = "The transport stays open at the end of the stream, whatever eof_received returns.",
      breaks = {
        "transport.connection-lost.end",
        "transport.eof-received.false-closes",
        "transport.is-closing.lost"
      })
  static final class AlwaysStays extends Relay {
    AlwaysStays(Protocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      super.eofReceived();
      return true;
    }
  }

  @Fault(
      what = "The transport closes at the end of the stream, whatever eof_received returns.",
      breaks = {
        "transport.close.flushes",
        "transport.connection-lost.close",
        "transport.eof-received.true-stays",
        "transport.is-closing.close"
      })
  static final class NeverStays extends Relay {
    NeverStays(Protocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      super.eofReceived();
      return false;
    }
  }

  @Fault(
      what = "pause_reading does nothing.",
      breaks = {
        "transport.is-reading.paused",
        "transport.pause-reading.in-connection-made",
        "transport.pause-reading.in-data-received",
        "transport.pause-reading.stops"
      })
  static final class CannotPause extends BrokenTransport {
    CannotPause(Parts parts) {
      super(parts);
    }

    @Override
    public void pauseReading() {
      // It goes on.
    }
  }

  @Fault(
      what = "resume_reading does nothing.",
      breaks = {
        "transport.eof-received.called",
        "transport.is-reading.open",
        "transport.pause-reading.stops",
        "transport.pause-reading.twice",
        "transport.resume-reading.goes-on"
      })
  static final class CannotResume extends BrokenTransport {
    CannotResume(Parts parts) {
      super(parts);
    }

    @Override
    public void resumeReading() {
      // It stays paused.
    }
  }

  @Fault(
      what = "close gives the protocol what has come.",
      breaks = {"transport.close.no-more-data"})
  static final class ReadsWhenClosed extends BrokenTransport {
    ReadsWhenClosed(Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      try {
        socket.setblocking(false);
        ((Protocol) protocol).dataReceived(socket.recv(10));
      } catch (IOException nothing) {
        // There is nothing.
      }
      super.close();
    }
  }

  @Fault(
      what = "connection_lost is not called when eof_received has kept the transport open.",
      breaks = {"transport.connection-lost.close"})
  static final class NotLostAfterTheEnd extends Relay {
    NotLostAfterTheEnd(Protocol protocol) {
      super(protocol);
    }

    private boolean stays;

    @Override
    public boolean eofReceived() {
      stays = super.eofReceived();
      return stays;
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      if (!stays) {
        super.connectionLost(exc);
      }
    }
  }

  @Fault(
      what = "close does nothing when eof_received has kept the transport open.",
      breaks = {"transport.connection-lost.close"})
  static final class StaysOpenAfterTheEnd extends BrokenTransport {
    StaysOpenAfterTheEnd(Parts parts) {
      super(parts, parts.heard(Knowing::new));
    }

    @Override
    public void close() {
      if (!(protocol instanceof Knowing knowing && knowing.stays)) {
        super.close();
      }
    }
  }

  /** Knows what eof_received has returned. */
  private static final class Knowing extends Relay {
    private boolean stays;

    Knowing(Protocol protocol) {
      super(protocol);
    }

    @Override
    public boolean eofReceived() {
      stays = super.eofReceived();
      return stays;
    }
  }

  @Fault(
      what = "The third pause has no effect.",
      breaks = {"transport.pause-reading.stops"})
  static final class PausesTwice extends BrokenTransport {
    PausesTwice(Parts parts) {
      super(parts);
    }

    private int pauses;

    @Override
    public void pauseReading() {
      if (++pauses != 3) {
        super.pauseReading();
      }
    }
  }

  @Fault(
      what = "Data is given in pieces, though the protocol has had enough after the first.",
      breaks = {
        "transport.abort.no-more-data",
        "transport.close.no-more-data",
        "transport.pause-reading.in-data-received"
      })
  static final class GivesAllPieces extends Relay {
    GivesAllPieces(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void dataReceived(byte[] data) {
      for (int at = 0; at < data.length; at += 1000) {
        super.dataReceived(Arrays.copyOfRange(data, at, Math.min(at + 1000, data.length)));
      }
    }
  }

  @Fault(
      what = "A connection that is closed when it is made is not lost.",
      breaks = {"transport.connection-lost.close", "transport.connection-lost.in-callback"})
  static final class IsNotLostWhenItIsMade extends Relay {
    private boolean isClosed;

    IsNotLostWhenItIsMade(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      super.connectionMade(transport);
      isClosed = transport.isClosing();
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      if (!isClosed) {
        super.connectionLost(exc);
      }
    }
  }

  /** Knows whether reading was ever paused. */
  abstract static class KnowsPauses extends BrokenTransport {
    private final boolean[] wasPaused;

    KnowsPauses(Parts parts, BaseProtocol relay, boolean[] wasPaused) {
      super(parts, relay);
      this.wasPaused = wasPaused;
    }

    @Override
    public void pauseReading() {
      wasPaused[0] = true;
      super.pauseReading();
    }
  }

  @Fault(
      what = "An end is not told to a protocol that was paused.",
      breaks = {"transport.eof-received.called"})
  static final class ForgetsTheEndInAPause extends KnowsPauses {
    ForgetsTheEndInAPause(Parts parts) {
      boolean[] wasPaused = {false};
      super(
          parts,
          parts.heard(plain ->
              new Relay(plain) {
                @Override
                public boolean eofReceived() {
                  return !wasPaused[0] && super.eofReceived();
                }
              }),
          wasPaused);
    }
  }

  @Fault(
      what = "The end of the other side ends all if there is nothing more to send; it is not told.",
      breaks = {"transport.eof-received.called"})
  static final class ForgetsTheSecondEnd extends BrokenTransport {
    private final boolean[] hasEnded;

    ForgetsTheSecondEnd(Parts parts) {
      boolean[] ended = {false};
      super(
          parts,
          parts.heard(plain ->
              new Relay(plain) {
                @Override
                public boolean eofReceived() {
                  return !ended[0] && super.eofReceived();
                }
              }));
      hasEnded = ended;
    }

    @Override
    public void writeEof() {
      super.writeEof();
      hasEnded[0] = true;
    }
  }

  /** A transport that does not say that it is given up in a pause, where that is decided. */
  abstract static class SilentInAPause extends BrokenTransport {
    private final boolean[] isSilent;
    private boolean isPaused;

    SilentInAPause(Parts parts) {
      boolean[] silent = {false};
      super(
          parts,
          parts.protocol() instanceof Protocol plain
              ? new Relay(plain) {
                @Override
                public void connectionLost(@Nullable Throwable exc) {
                  if (!silent[0]) {
                    super.connectionLost(exc);
                  }
                }
              }
              : parts.protocol());
      isSilent = silent;
    }

    final void beSilentIf(boolean wanted) {
      isSilent[0] |= wanted && isPaused;
    }

    @Override
    public void pauseReading() {
      super.pauseReading();
      isPaused = true;
    }

    @Override
    public void resumeReading() {
      super.resumeReading();
      isPaused = false;
    }
  }

  @Fault(
      what = "A transport that is closed in a pause does not say that the connection is lost.",
      breaks = {"transport.connection-lost.close"})
  static final class SilentWhenClosedInAPause extends SilentInAPause {
    SilentWhenClosedInAPause(Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      beSilentIf(!isClosing() && getWriteBufferSize() == 0);
      super.close();
    }
  }

  @Fault(
      what = "A transport that is aborted in a pause does not say that the connection is lost.",
      breaks = {"transport.connection-lost.abort"})
  static final class SilentWhenAbortedInAPause extends SilentInAPause {
    SilentWhenAbortedInAPause(Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      beSilentIf(!isClosing());
      super.abort();
    }
  }

  @Fault(
      what =
          "What waits is sent; if reading is paused, nobody is told that the connection is lost.",
      breaks = {"transport.close.flushes"})
  static final class SilentWhenSentInAPause extends SilentInAPause {
    SilentWhenSentInAPause(Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      beSilentIf(!isClosing() && getWriteBufferSize() > 0);
      super.close();
    }
  }

  @Fault(
      what = "resume_reading brings what has come, though the transport is being closed.",
      breaks = {"transport.close.no-more-data"})
  static final class ResumesWhenClosed extends BrokenTransport {
    ResumesWhenClosed(Parts parts) {
      super(parts);
    }

    @Override
    public void resumeReading() {
      if (isClosing() && getWriteBufferSize() > 0) {
        try {
          ((Protocol) protocol).dataReceived(socket.recv(10));
        } catch (IOException nothing) {
          // There is nothing.
        }
      }
      super.resumeReading();
    }
  }

  @Fault(
      what = "A reset that a write notices is no error.",
      breaks = {"transport.connection-lost.reset"})
  static final class HidesWhatAWriteNotices extends KnowsPauses {
    HidesWhatAWriteNotices(Parts parts) {
      boolean[] wasPaused = {false};
      super(
          parts,
          new Relay((Protocol) parts.protocol()) {
            @Override
            public void connectionLost(@Nullable Throwable exc) {
              super.connectionLost(wasPaused[0] ? null : exc);
            }
          },
          wasPaused);
    }
  }
}
