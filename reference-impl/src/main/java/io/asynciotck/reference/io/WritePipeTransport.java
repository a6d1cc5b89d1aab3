package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.WriteTransport;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The transport of the end of a pipe that is written. */
public class WritePipeTransport extends PipeTransport implements WriteTransport {
  private final SendQueue unsent = new SendQueue();

  /** A transport that has not told its protocol of anything. */
  protected WritePipeTransport(
      EventLoop loop, Readiness readiness, ChannelPipe pipe, PipeProtocol protocol) {
    super(loop, readiness, pipe, protocol);
  }

  @Override
  final void begin() {
    // There is nothing to be watched until something waits.
  }

  @Override
  protected final void stopWatching() {
    if (!unsent.isEmpty()) {
      unsent.clear();
      readiness.removeWriter(fd);
    }
  }

  @Override
  public void write(byte[] data) {
    send(ByteBuffer.wrap(Objects.requireNonNull(data, "data").clone()));
  }

  @Override
  public void write(Buffer data) {
    send(MemoryBuffer.memoryOf(data));
  }

  /** Sends bytes, at once or when the pipe takes something again. */
  @Seam
  protected void send(ByteBuffer data) {
    if (!data.hasRemaining() || !isOpen()) {
      return;
    }
    try {
      if (unsent.isEmpty()) {
        // Rule: write-pipe.write.{sends, large}
        pipe.sendNow(data);
      }
    } catch (IOException failed) {
      // Rule: write-pipe.reader-gone.{lost, silent}
      forceClose(failed);
      return;
    }
    if (data.hasRemaining()) {
      if (unsent.isEmpty()) {
        readiness.addWriter(fd, this::writeReady);
      }
      unsent.add(data);
      pauseProtocolIfNeeded(unsent.size());
    }
  }

  @Override
  public void writelines(List<byte[]> listOfData) {
    // Rule: write-pipe.writelines.order
    listOfData.forEach(this::write);
  }

  @Override
  public void writelines(Iterator<byte[]> pieces) {
    // Rule: write-pipe.writelines.iterable
    pieces.forEachRemaining(this::write);
  }

  private void writeReady() {
    try {
      unsent.sendTo(pipe::sendNow);
    } catch (IOException failed) {
      // Rule: write-pipe.reader-gone.waiting
      readiness.removeWriter(fd);
      unsent.clear();
      forceClose(failed);
      return;
    }
    if (unsent.isEmpty()) {
      // Rule: write-pipe.write.idle
      readiness.removeWriter(fd);
    }
    resumeProtocolIfPossible(unsent.size()); // may write more
    if (unsent.isEmpty() && !isOpen()) {
      end(null);
    }
  }

  @Override
  public void writeEof() {
    // Rule: write-pipe.write-eof.{ends, after-data}
    closeWhenSent();
  }

  @Override
  public boolean canWriteEof() {
    // Rule: write-pipe.can-write-eof.true
    return true;
  }

  @Override
  public int getWriteBufferSize() {
    // Rule: write-pipe.write-buffer-size.{exact, taken}
    return unsent.size();
  }

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    // Rule: write-pipe.write-buffer-limits.{get, only-high, high-zero}
    flow().setLimits(high, low);
    pauseProtocolIfNeeded(unsent.size());
  }

  @Override
  public List<Integer> getWriteBufferLimits() {
    return flow().limits();
  }

  @Override
  public void close() {
    // Rule: write-pipe.close.{ends, flushes}
    closeWhenSent();
  }

  private void closeWhenSent() {
    beginClosing();
    if (unsent.isEmpty()) {
      end(null);
    }
  }

  @Override
  public void abort() {
    // Rule: write-pipe.abort.{lost, drops, closing}
    forceClose(null);
  }
}
