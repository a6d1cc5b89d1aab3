package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.ReadTransport;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The transport of the end of a pipe that is read. */
public class ReadPipeTransport extends PipeTransport implements ReadTransport {
  private boolean watching;
  private boolean paused;
  private boolean begun;

  /** A transport that has not told its protocol of anything. */
  protected ReadPipeTransport(
      EventLoop loop, Readiness readiness, ChannelPipe pipe, PipeProtocol protocol) {
    super(loop, readiness, pipe, protocol);
  }

  @Override
  final void begin() {
    begun = true;
    watch();
  }

  private void watch() {
    if (begun && !paused && !watching && isOpen()) {
      watching = true;
      readiness.addReader(fd, this::readReady);
    }
  }

  @Override
  protected final void stopWatching() {
    if (watching) {
      watching = false;
      readiness.removeReader(fd);
    }
  }

  /** Receives what has come. */
  protected final void readReady() {
    try {
      ByteBuffer buffer = readiness.sharedBuffer().clear();
      int count = pipe.receiveNow(buffer);
      if (count > 0) {
        byte[] data = new byte[count];
        buffer.flip().get(data);
        // Rule: read-pipe.data.{received, large}, transport.class.pipe-data
        call("data_received", () -> protocol().dataReceived(data));
      } else if (count < 0) {
        endOfPipe();
      }
    } catch (IOException failed) {
      cannotBeRead(failed);
    }
  }

  /** Tells the protocol that nothing can be read any more. */
  @Seam
  protected void cannotBeRead(IOException why) {
    // Rule: read-pipe.error.lost
    forceClose(why);
  }

  /** Tells the protocol that nobody will write any more. */
  @Seam
  protected void endOfPipe() {
    stopWatching();
    // Rule: read-pipe.eof-received.{called, after-data}
    call("eof_received", () -> protocol().eofReceived());
    // Rule: read-pipe.eof-received.lost
    close();
  }

  @Override
  public boolean isReading() {
    // Rule: read-pipe.is-reading.{open, paused, closed}
    return !paused && isOpen();
  }

  @Override
  public void pauseReading() {
    // Rule: read-pipe.pause-reading.{stops, twice, in-connection-made, idle}
    paused = true;
    stopWatching();
  }

  @Override
  public void resumeReading() {
    // Rule: read-pipe.resume-reading.{goes-on, closed}
    paused = false;
    watch();
  }

  @Override
  public void close() {
    // Rule: read-pipe.close.no-more-data
    forceClose(null);
  }
}
