package io.asynciotck.reference.io;

import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Faults that only transports over TCP have: those over Unix sockets are right. */
final class TransportsTcpFaults {

  private TransportsTcpFaults() {}

  private static boolean isTcp(ChannelSocket socket) {
    try {
      socket.getsockname();
      return true;
    } catch (IOException unix) {
      return false;
    }
  }

  /** A transport that is told what it is over. */
  abstract static class Told extends BrokenTransport {
    final boolean tcp = isTcp(socket);

    Told(Parts parts) {
      super(parts);
    }

    Told(Parts parts, UnaryOperator<Protocol> relay) {
      super(parts, heard(parts, relay));
    }

    private static BaseProtocol heard(Parts parts, UnaryOperator<Protocol> relay) {
      return parts.protocol() instanceof Protocol plain && isTcp(parts.socket())
          ? relay.apply(plain)
          : parts.protocol();
    }
  }

  @Fault(
      what = "Over TCP data is not given to the protocol.",
      breaks = {
        "transport.data-received.data",
        "transport.resume-reading.goes-on",
        "transport.write-eof.still-reads"
      },
      ripples = "*")
  static final class LosesData extends Told {
    LosesData(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public void dataReceived(byte[] data) {
                  // It is lost.
                }
              });
    }
  }

  @Fault(
      what = "Over TCP the last byte of much data is not sent.",
      breaks = {"transport.close.flushes", "transport.write.all"},
      ripples = "*")
  static final class CutsMuch extends Told {
    CutsMuch(Parts parts) {
      super(parts);
    }

    @Override
    public void write(Buffer data) {
      boolean cut = tcp && data.length() > (1 << 20);
      super.write(cut ? MemoryBuffer.partOf(data, 0, data.length() - 1) : data);
    }
  }

  @Fault(
      what = "Over TCP writelines sends only the first piece.",
      breaks = "transport.writelines.order",
      ripples = "*")
  static final class SendsOnePiece extends Told {
    SendsOnePiece(Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> pieces) {
      super.writelines(tcp ? pieces.subList(0, 1) : pieces);
    }
  }

  @Fault(
      what = "Over TCP the end of the other side closes the transport.",
      breaks = "transport.eof-received.true-stays",
      ripples = "*")
  static final class ClosesAtTheEnd extends Told {
    ClosesAtTheEnd(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public boolean eofReceived() {
                  super.eofReceived();
                  return false;
                }
              });
    }
  }

  @Fault(
      what = "Over TCP the end of the other side does not close the transport.",
      breaks = "transport.connection-lost.end",
      ripples = "*")
  static final class StaysAtTheEnd extends Told {
    StaysAtTheEnd(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public boolean eofReceived() {
                  super.eofReceived();
                  return true;
                }
              });
    }
  }

  @Fault(
      what = "Over TCP connection_lost is not called.",
      breaks = {
        "transport.connection-lost.abort",
        "transport.connection-lost.close",
        "transport.connection-lost.end"
      },
      ripples = "*")
  static final class LosesSilently extends Told {
    LosesSilently(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public void connectionLost(@Nullable Throwable exc) {
                  // It is silent.
                }
              });
    }
  }

  @Fault(
      what = "Over TCP write_eof does nothing.",
      breaks = "transport.write-eof.ends",
      ripples = "*")
  static final class EndsNothing extends Told {
    EndsNothing(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      if (!tcp) {
        super.writeEof();
      }
    }
  }

  @Fault(
      what = "Over TCP nothing is received behind write_eof.",
      breaks = "transport.write-eof.still-reads",
      ripples = "*")
  static final class IsDeafBehindTheEnd extends Told {
    IsDeafBehindTheEnd(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      super.writeEof();
      if (tcp) {
        pauseReading();
      }
    }
  }

  @Fault(
      what = "Over TCP reading is not paused.",
      breaks = "transport.pause-reading.stops",
      ripples = "*")
  static final class NeverPausesReading extends Told {
    NeverPausesReading(Parts parts) {
      super(parts);
    }

    @Override
    public void pauseReading() {
      if (!tcp) {
        super.pauseReading();
      }
    }
  }

  @Fault(
      what = "Over TCP reading does not go on.",
      breaks = "transport.resume-reading.goes-on",
      ripples = "*")
  static final class NeverResumesReading extends Told {
    NeverResumesReading(Parts parts) {
      super(parts);
    }

    @Override
    public void resumeReading() {
      if (!tcp) {
        super.resumeReading();
      }
    }
  }

  @Fault(
      what = "Over TCP a protocol is not paused.",
      breaks = {"transport.pause-writing.over-high", "transport.resume-writing.low"},
      ripples = "*")
  static final class NeverPausesWriting extends Told {
    NeverPausesWriting(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public void pauseWriting() {
                  // It is silent.
                }
              });
    }
  }

  @Fault(
      what = "Over TCP a protocol that is paused does not go on.",
      breaks = "transport.resume-writing.low",
      ripples = "*")
  static final class NeverResumesWriting extends Told {
    NeverResumesWriting(Parts parts) {
      super(
          parts,
          protocol ->
              new Relay(protocol) {
                @Override
                public void resumeWriting() {
                  // It is silent.
                }
              });
    }
  }

  @Fault(
      what = "Over TCP no limits can be set.",
      breaks = "transport.write-buffer-limits.get",
      ripples = "*")
  static final class KeepsItsLimits extends Told {
    KeepsItsLimits(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      if (!tcp) {
        super.setWriteBufferLimits(high, low);
      }
    }
  }

  @Fault(
      what = "Over TCP close drops what waits.",
      breaks = "transport.close.flushes",
      ripples = "*")
  static final class CloseDrops extends Told {
    CloseDrops(Parts parts) {
      super(parts);
    }

    @Override
    public void close() {
      if (tcp) {
        abort();
      } else {
        super.close();
      }
    }
  }

  @Fault(what = "Over TCP abort sends what waits.", breaks = "transport.abort.drops", ripples = "*")
  static final class AbortFlushes extends Told {
    AbortFlushes(Parts parts) {
      super(parts);
    }

    @Override
    public void abort() {
      if (tcp) {
        close();
      } else {
        super.abort();
      }
    }
  }
}
