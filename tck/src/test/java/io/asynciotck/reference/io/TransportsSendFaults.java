package io.asynciotck.reference.io;

import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.reference.faults.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in sending piece by piece, and to nobody. */
final class TransportsSendFaults {

  private TransportsSendFaults() {}

  @Fault(
      what =
          "Of the pieces that are written while something waits, each two are sent in the wrong"
              + " order.",
      breaks = {
        "transport.close.flushes",
        "transport.pause-writing.at-high",
        "transport.pause-writing.one-more",
        "transport.write-buffer-size.exact",
        "transport.write.all",
        "transport.write.order",
        "transport.writelines.many",
        "transport.writelines.pauses"
      })
  static final class SwapsWhatWaits extends BrokenTransport {
    SwapsWhatWaits(Parts parts) {
      super(parts);
    }

    private byte @Nullable [] held;

    @Override
    public void write(byte[] data) {
      byte[] before = held;
      if (before != null) {
        held = null;
        super.write(data);
        super.write(before);
      } else if (getWriteBufferSize() > 0) {
        held = data;
      } else {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "Behind close nothing is said to wait.",
      breaks = {"transport.write-buffer-size.exact"})
  static final class NothingWaitsBehindClose extends BrokenTransport {
    NothingWaitsBehindClose(Parts parts) {
      super(parts);
    }

    @Override
    public int getWriteBufferSize() {
      return isClosing() ? 0 : super.getWriteBufferSize();
    }
  }

  @Fault(
      what = "What is written in data_received is lost while something waits.",
      breaks = {"transport.write.order"})
  static final class LosesWhatIsWrittenInAMethod extends BrokenTransport {
    private boolean reads;

    LosesWhatIsWrittenInAMethod(Parts parts) {
      super(parts);
    }

    @Override
    protected void readReady() {
      reads = true;
      try {
        super.readReady();
      } finally {
        reads = false;
      }
    }

    @Override
    public void write(byte[] data) {
      if (!reads || getWriteBufferSize() == 0) {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "write of no bytes sends a byte.",
      breaks = {
        "transport.write.empty",
        "transport.write.empty-between",
        "transport.writelines.empty"
      })
  static final class NothingIsSomething extends BrokenTransport {
    NothingIsSomething(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      super.write(data.length == 0 ? new byte[1] : data);
    }
  }

  @Fault(
      what = "A small buffer is sent as zeros.",
      breaks = {
        "stream-writer.write.bytearray",
        "stream-writer.write.memoryview",
        "stream-writer.write.memoryview-items",
        "transport.write.changed-buffer"
      })
  static final class SendsSomethingElse extends BrokenTransport {
    SendsSomethingElse(Parts parts) {
      super(parts);
    }

    @Override
    public void write(Buffer data) {
      super.write(data.length() <= 8 ? new MemoryBuffer(data.length()) : data);
    }
  }

  @Fault(
      what = "write after write_eof returns.",
      breaks = {"transport.write.after-eof"})
  static final class WritesBehindTheEnd extends BrokenTransport {
    WritesBehindTheEnd(Parts parts) {
      super(parts);
    }

    private boolean ended;

    @Override
    public void writeEof() {
      ended = true;
      super.writeEof();
    }

    @Override
    public void write(byte[] data) {
      if (!ended) {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "writelines of no pieces raises an exception.",
      breaks = {"transport.writelines.empty"})
  static final class NoPiecesAreRefused extends BrokenTransport {
    NoPiecesAreRefused(Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> listOfData) {
      if (listOfData.isEmpty()) {
        throw new IllegalArgumentException("Nothing to write");
      }
      super.writelines(listOfData);
    }
  }

  @Fault(
      what = "An empty piece waits to be sent, for ever.",
      breaks = {"transport.writelines.empty-closed"})
  static final class KeepsEmptyPieces extends BrokenTransport {
    private boolean keeps;

    KeepsEmptyPieces(Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> listOfData) {
      super.writelines(listOfData);
      keeps = !listOfData.isEmpty() && listOfData.getLast().length == 0;
    }

    @Override
    public void close() {
      if (!keeps) {
        super.close();
      }
    }
  }

  @Fault(
      what = "writelines sends the first 1024 pieces.",
      breaks = {"transport.writelines.many"})
  static final class AtMostAThousand extends BrokenTransport {
    AtMostAThousand(Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> listOfData) {
      super.writelines(listOfData.subList(0, Math.min(listOfData.size(), 1024)));
    }
  }

  /** Does not tell of too much that waits while pieces are written. */
  abstract static class MuteWhilePiecesAreWritten extends BrokenTransport {
    MuteWhilePiecesAreWritten(Parts parts) {
      super(parts.with(new Mute(parts.protocol())));
    }

    abstract boolean isMute();

    @Override
    public void writelines(List<byte[]> listOfData) {
      Mute mute = (Mute) protocol;
      mute.on = isMute();
      super.writelines(listOfData);
      mute.on = false;
    }
  }

  @Fault(
      what = "writelines does not call pause_writing.",
      breaks = {"transport.connection-lost.reset", "transport.writelines.pauses"})
  static final class PiecesDoNotPause extends MuteWhilePiecesAreWritten {
    PiecesDoNotPause(Parts parts) {
      super(parts);
    }

    @Override
    boolean isMute() {
      return true;
    }
  }

  @Fault(
      what = "writelines behind what waits does not call pause_writing.",
      breaks = {"transport.connection-lost.reset", "transport.writelines.pauses"})
  static final class MorePiecesDoNotPause extends MuteWhilePiecesAreWritten {
    MorePiecesDoNotPause(Parts parts) {
      super(parts);
    }

    @Override
    boolean isMute() {
      return getWriteBufferSize() > 0;
    }
  }

  @Fault(
      what = "writelines raises an exception when the transport is closing.",
      breaks = {"transport.writelines.after-lost"})
  static final class LatePiecesAreRefused extends BrokenTransport {
    LatePiecesAreRefused(Parts parts) {
      super(parts);
    }

    @Override
    public void writelines(List<byte[]> listOfData) {
      if (isClosing()) {
        throw new IllegalStateException("Closing");
      }
      super.writelines(listOfData);
    }
  }

  @Fault(
      what = "A second write_eof raises an exception.",
      breaks = {"transport.write-eof.twice"})
  static final class EndsOnce extends BrokenTransport {
    EndsOnce(Parts parts) {
      super(parts);
    }

    private boolean ended;

    @Override
    public void writeEof() {
      if (ended) {
        throw new IllegalStateException("It is ended");
      }
      ended = true;
      super.writeEof();
    }
  }

  @Fault(
      what = "write_eof of a transport that is closing raises an exception.",
      breaks = {"transport.write-eof.closing"})
  static final class NoEndWhenClosed extends BrokenTransport {
    NoEndWhenClosed(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      if (isClosing()) {
        throw new IllegalStateException("Closing");
      }
      super.writeEof();
    }
  }

  @Fault(
      what = "get_write_buffer_size is what was ever written.",
      breaks = {
        "transport.resume-writing.low-zero",
        "transport.resume-writing.not-above-low",
        "transport.write-buffer-size.empty",
        "transport.write-buffer-size.sent"
      })
  static final class CountsWhatWasWritten extends BrokenTransport {
    CountsWhatWasWritten(Parts parts) {
      super(parts);
    }

    private int written;

    @Override
    public void write(byte[] data) {
      written += data.length;
      super.write(data);
    }

    @Override
    public int getWriteBufferSize() {
      return written;
    }
  }

  @Fault(
      what = "get_write_buffer_size is always 0.",
      breaks = {"transport.resume-writing.low", "transport.write-buffer-size.exact"})
  static final class NothingWaits extends BrokenTransport {
    NothingWaits(Parts parts) {
      super(parts);
    }

    @Override
    public int getWriteBufferSize() {
      return 0;
    }
  }

  /** A protocol that can be kept from hearing that it is to pause. */
  static final class Mute extends Relay {
    boolean on;

    Mute(BaseProtocol protocol) {
      super((Protocol) protocol);
    }

    @Override
    public void pauseWriting() {
      if (!on) {
        super.pauseWriting();
      }
    }
  }

  @Fault(
      what = "get_write_buffer_size does not shrink before all is sent.",
      breaks = {"transport.write-buffer-size.sent"})
  static final class ShrinksAtLast extends BrokenTransport {
    ShrinksAtLast(Parts parts) {
      super(parts);
    }

    private int most;

    @Override
    public int getWriteBufferSize() {
      int waits = super.getWriteBufferSize();
      most = waits == 0 ? 0 : Math.max(most, waits);
      return most;
    }
  }

  @Fault(
      what = "Behind no bytes that were written while something waits nothing is sent.",
      breaks = {"transport.write.empty-between"})
  static final class EmptyIsTheLast extends BrokenTransport {
    EmptyIsTheLast(Parts parts) {
      super(parts);
    }

    private boolean isOver;

    @Override
    public void write(byte[] data) {
      if (data.length == 0 && getWriteBufferSize() > 0) {
        isOver = true;
      }
      if (!isOver) {
        super.write(data);
      }
    }
  }

  @Fault(
      what = "writelines behind write_eof drops its pieces without a word.",
      breaks = {"transport.writelines.after-eof"})
  static final class PiecesBehindTheEndAreDropped extends BrokenTransport {
    private boolean ended;

    PiecesBehindTheEndAreDropped(Parts parts) {
      super(parts);
    }

    @Override
    public void writeEof() {
      ended = true;
      super.writeEof();
    }

    @Override
    public void writelines(List<byte[]> listOfData) {
      if (!ended) {
        super.writelines(listOfData);
      }
    }
  }
}
