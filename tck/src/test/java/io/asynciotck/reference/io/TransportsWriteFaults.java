package io.asynciotck.reference.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in sending, and in flow control. */
final class TransportsWriteFaults {

  private TransportsWriteFaults() {}

  @Fault(
      what = "write does not send the first byte of several.",
      breaks = {
        "transport.close.flushes",
        "transport.eof-received.true-stays",
        "transport.pause-writing.at-high",
        "transport.pause-writing.one-more",
        "transport.pause-writing.raises",
        "transport.resume-writing.low",
        "transport.resume-writing.low-zero",
        "transport.resume-writing.not-above-low",
        "transport.resume-writing.only-paused",
        "transport.resume-writing.raises",
        "transport.write-buffer-limits.at-once",
        "transport.write-buffer-size.exact",
        "transport.write-buffer-size.sent",
        "transport.write-eof.after-data",
        "transport.write-eof.still-reads",
        "transport.write.all",
        "transport.write.changed-buffer",
        "transport.write.empty-between",
        "transport.write.order",
        "transport.write.sends",
        "transport.writelines.iterable",
        "transport.writelines.order",
        "transport.writelines.pauses"
      })
  static final class LosesTheFirstByte extends BrokenTransport {
    LosesTheFirstByte(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      super.write(data.length > 1 ? Arrays.copyOfRange(data, 1, data.length) : data);
    }
  }

  @Fault(
      what = "write sends what the socket takes at once.",
      breaks = {
        "transport.abort.after-close",
        "transport.close.flushes",
        "transport.connection-lost.reset",
        "transport.eof-received.true-stays",
        "transport.pause-writing.at-high",
        "transport.pause-writing.high-zero",
        "transport.pause-writing.one-more",
        "transport.pause-writing.over-high",
        "transport.pause-writing.raises",
        "transport.resume-writing.low",
        "transport.resume-writing.low-zero",
        "transport.resume-writing.not-above-low",
        "transport.resume-writing.only-paused",
        "transport.resume-writing.raises",
        "transport.write-buffer-limits.at-once",
        "transport.write-buffer-size.exact",
        "transport.write-buffer-size.sent",
        "transport.write-eof.after-data",
        "transport.write-eof.still-reads",
        "transport.write.all",
        "transport.write.changed-buffer",
        "transport.write.empty-between",
        "transport.write.order",
        "transport.write.sends",
        "transport.writelines.many",
        "transport.writelines.pauses"
      })
  static final class SendsOnce extends BrokenTransport {
    SendsOnce(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      try {
        socket.sendNow(ByteBuffer.wrap(data));
      } catch (IOException gone) {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "A write of 64 KiB loses its last byte.",
      breaks = {"transport.write.all"})
  static final class LosesTheLastOf64KiB extends BrokenTransport {
    LosesTheLastOf64KiB(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      super.write(data.length == 65_536 ? Arrays.copyOf(data, data.length - 1) : data);
    }
  }

  @Fault(
      what = "What is written while 1,024 pieces wait is lost.",
      breaks = {"transport.write.order", "transport.writelines.many"})
  static final class LosesThe1025th extends BrokenTransport {
    private int waiting;

    LosesThe1025th(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      waiting = getWriteBufferSize() == 0 ? 0 : waiting + 1;
      if (waiting != 1_024) {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "write raises an exception when the transport is closing.",
      breaks = {"transport.write.after-lost", "transport.write.peer-gone"})
  static final class RefusesLateWrites extends BrokenTransport {
    RefusesLateWrites(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      if (isClosing()) {
        throw new IllegalStateException("Closing");
      }
      super.write(data);
    }
  }

  @Fault(
      what = "writelines counts its pieces before it sends them.",
      breaks = {"transport.writelines.iterable"})
  static final class CountsPieces extends BrokenTransport {
    CountsPieces(Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(Iterator<byte[]> pieces) {
      pieces.forEachRemaining(_ -> {});
      super.writelines(pieces);
    }
  }

  @Fault(
      what = "writelines sends its last piece first.",
      breaks = {"transport.write.order", "transport.writelines.many", "transport.writelines.order"})
  static final class LastPieceFirst extends BrokenTransport {
    LastPieceFirst(Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> listOfData) {
      super.writelines(listOfData.reversed());
      write(new byte[0]);
    }
  }

  @Fault(
      what = "write_eof does nothing.",
      breaks = {
        "transport.write-eof.after-data",
        "transport.write-eof.ends",
        "transport.write.after-eof"
      })
  static final class NeverEnds extends BrokenTransport {
    NeverEnds(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      // The stream goes on.
    }
  }

  @Fault(
      what = "write_eof ends the stream before what waits.",
      breaks = {
        "transport.close.flushes",
        "transport.write-eof.after-data",
        "transport.write-eof.still-reads",
        "transport.write.after-eof"
      })
  static final class EndsAtOnce extends BrokenTransport {
    EndsAtOnce(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      try {
        socket.shutdown(ChannelSocket.SHUT_WR);
      } catch (IOException gone) {
        super.writeEof();
      }
    }
  }

  @Fault(
      what = "write_eof ends receiving too.",
      breaks = {"transport.eof-received.called", "transport.write-eof.still-reads"})
  static final class EndsBoth extends BrokenTransport {
    EndsBoth(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      super.writeEof();
      pauseReading();
    }
  }

  @Fault(
      what = "can_write_eof is false.",
      breaks = {"transport.can-write-eof.true"})
  static final class CannotEnd extends BrokenTransport {
    CannotEnd(Parts parts) {
      super(parts);
    }

    @Override
    public boolean canWriteEof() {
      return false;
    }
  }

  @Fault(
      what = "close drops what waits to be sent.",
      breaks = {
        "transport.abort.after-close",
        "transport.close.flushes",
        "transport.resume-writing.low",
        "transport.write-buffer-size.exact"
      })
  static final class CloseAborts extends BrokenTransport {
    CloseAborts(Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      abort();
    }
  }

  @Fault(
      what = "close drops what waits to be sent, if the end was written.",
      breaks = {"transport.close.flushes"})
  static final class CloseAbortsBehindTheEnd extends BrokenTransport {
    CloseAbortsBehindTheEnd(Parts parts) {
      super(parts);
    }

    private boolean ended;

    @Override
    public void writeEof() {
      ended |= !isClosing();
      super.writeEof();
    }

    @Override
    public void close() {
      if (ended) {
        abort();
      } else {
        super.close();
      }
    }
  }

  @Fault(
      what = "abort sends what waits to be sent.",
      breaks = {"transport.abort.after-close", "transport.abort.drops"})
  static final class AbortCloses extends BrokenTransport {
    AbortCloses(Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      close();
    }
  }

  @Fault(
      what = "pause_writing is not called.",
      breaks = {
        "transport.pause-writing.at-high",
        "transport.pause-writing.high-zero",
        "transport.pause-writing.one-more",
        "transport.pause-writing.over-high",
        "transport.pause-writing.raises",
        "transport.resume-writing.low",
        "transport.write-buffer-limits.at-once",
        "transport.writelines.pauses"
      })
  static final class NeverPauses extends Relay {
    NeverPauses(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void pauseWriting() {
      // It is not told.
    }
  }

  @Fault(
      what = "pause_writing is called by each write over the limit.",
      breaks = {"transport.pause-writing.once"})
  static final class PausesAgain extends BrokenTransport {
    PausesAgain(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      int before = getWriteBufferSize();
      super.write(data);
      if (before > 1 << 16) {
        protocol.pauseWriting();
      }
    }
  }

  @Fault(
      what = "resume_writing is not called.",
      breaks = {
        "transport.resume-writing.low",
        "transport.resume-writing.low-zero",
        "transport.resume-writing.not-above-low",
        "transport.resume-writing.raises",
        "transport.write.sends"
      })
  static final class NeverResumes extends Relay {
    NeverResumes(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void resumeWriting() {
      // It is not told.
    }
  }

  @Fault(
      what = "Limits that are refused hold as far as they can.",
      breaks = {"transport.write-buffer-limits.get"})
  static final class KeepsRefusedLimits extends BrokenTransport {
    KeepsRefusedLimits(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      if (high != null && low != null && high < low) {
        super.setWriteBufferLimits(high, high);
      }
      super.setWriteBufferLimits(high, low);
    }
  }

  @Fault(
      what = "A write behind the end is refused, and closes the transport.",
      breaks = {"transport.write-eof.still-reads"})
  static final class ClosesWhenItRefuses extends BrokenTransport {
    ClosesWhenItRefuses(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      try {
        super.write(data);
      } catch (IllegalStateException refused) {
        close();
        throw refused;
      }
    }
  }

  @Fault(
      what = "set_write_buffer_limits takes any limits.",
      breaks = {"transport.write-buffer-limits.refused"})
  static final class TakesAnyLimits extends BrokenTransport {
    TakesAnyLimits(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      boolean wrong = high != null && low != null && high < low;
      super.setWriteBufferLimits(wrong ? low : high, low);
    }
  }

  @Fault(
      what = "close drops what was written last, if something waits before it.",
      breaks = {
        "transport.close.flushes",
        "transport.pause-writing.at-high",
        "transport.pause-writing.one-more",
        "transport.write-buffer-size.exact",
        "transport.writelines.pauses"
      })
  static final class CloseDropsTheLast extends BrokenTransport {
    CloseDropsTheLast(Parts parts) {
      super(parts);
    }

    private byte @Nullable [] last;

    @Override
    public void write(byte[] data) {
      boolean waits = getWriteBufferSize() > 0;
      writeLast();
      if (waits) {
        last = data;
        loop.callSoon(this::writeLast);
      } else {
        super.write(data);
      }
    }

    private void writeLast() {
      byte[] held = last;
      last = null;
      if (held != null) {
        super.write(held);
      }
    }

    @Override
    public void close() {
      last = null;
      super.close();
    }
  }

  @Fault(
      what = "What eof_received writes is lost.",
      breaks = {"transport.write.sends"})
  static final class DropsTheAnswer extends BrokenTransport {
    DropsTheAnswer(Parts parts) {
      boolean[] ends = {false};
      super(
          parts,
          parts.heard(plain ->
              new Relay(plain) {
                @Override
                public boolean eofReceived() {
                  ends[0] = true;
                  boolean stays = super.eofReceived();
                  ends[0] = false;
                  return stays;
                }
              }));
      this.ends = ends;
    }

    private final boolean[] ends;

    @Override
    public void write(byte[] data) {
      if (!ends[0]) {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "write_eof ends receiving too while something waits.",
      breaks = {"transport.write-eof.still-reads"})
  static final class EndsBothWhenItWaits extends BrokenTransport {
    EndsBothWhenItWaits(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      super.writeEof();
      if (getWriteBufferSize() > 0) {
        pauseReading();
      }
    }
  }

  @Fault(
      what = "What is written when the connection is made is lost.",
      breaks = {"transport.connection-lost.reset", "transport.write.all", "transport.write.sends"})
  static final class DropsTheGreeting extends BrokenTransport {
    private final boolean[] isMade;

    DropsTheGreeting(Parts parts) {
      boolean[] isMade = {false};
      super(
          parts,
          parts.heard(plain ->
              new Relay(plain) {
                @Override
                public void connectionMade(Transport transport) {
                  super.connectionMade(transport);
                  isMade[0] = true;
                }
              }));
      this.isMade = isMade;
    }

    @Override
    public void write(byte[] data) {
      if (isMade[0]) {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "A second write_eof drops what waits.",
      breaks = {"transport.write-eof.after-data"})
  static final class DropsAtASecondEnd extends BrokenTransport {
    private boolean ended;

    DropsAtASecondEnd(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      if (ended && getWriteBufferSize() > 0) {
        abort();
        return;
      }
      ended = true;
      super.writeEof();
    }
  }

  @Fault(
      what = "close drops what waits if the other side has ended its stream.",
      breaks = {"transport.close.flushes"})
  static final class ClosesAfterTheOther extends BrokenTransport {
    private final boolean[] ended;

    ClosesAfterTheOther(Parts parts) {
      boolean[] ended = {false};
      super(
          parts,
          parts.heard(plain ->
              new Relay(plain) {
                @Override
                public boolean eofReceived() {
                  ended[0] = true;
                  return super.eofReceived();
                }
              }));
      this.ended = ended;
    }

    @Override
    public void close() {
      if (ended[0] && getWriteBufferSize() > 0) {
        abort();
      } else {
        super.close();
      }
    }
  }

  @Fault(
      what = "A transport that had to wait watches its socket when everything has been sent.",
      breaks = "transport.write.idle")
  static final class WatchesOn extends BrokenTransport {
    WatchesOn(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      super.write(data);
      if (getWriteBufferSize() > 0) {
        whenAllIsSent(this, loop, () -> readiness.addWriter(socket.fileno(), () -> {}));
      }
    }
  }
}
