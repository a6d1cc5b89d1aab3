package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transport of a stream socket. The page {@code transports} of the specification.
 *
 * <p>Design: what is written is sent at once, and only what the socket does not take is kept and
 * sent when it takes something again: so the socket is watched for that only while something waits.
 * The life of a transport goes one way, OPEN to CLOSING to LOST; its protocol hears of the end
 * once, in an iteration of its own.
 */
public class SocketTransport implements Transport {
  private static final int READ_SIZE = 256 * 1024;
  private static final int DEFAULT_HIGH = 64 * 1024;

  /** OPEN to CLOSING by close or by an error; CLOSING to LOST when the protocol was told. */
  private enum State {
    OPEN,
    CLOSING,
    LOST
  }

  private final EventLoop loop;
  private final Readiness readiness;
  private final ChannelSocket socket;
  private final Protocol protocol;
  private final Object fd;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private int unsentSize;
  private State state = State.OPEN;
  private boolean ending;
  private boolean reading;
  private boolean paused;
  private boolean protocolPaused;
  private boolean eofWritten;
  private boolean eofRead;
  private Runnable whenGone = () -> {};
  private int high = DEFAULT_HIGH;
  private int low = DEFAULT_HIGH / 4;

  /** A transport that has not told its protocol of anything. */
  protected SocketTransport(
      EventLoop loop, Readiness readiness, ChannelSocket socket, Protocol protocol) {
    this.loop = loop;
    this.readiness = readiness;
    this.socket = socket;
    this.protocol = protocol;
    this.fd = socket.fileno();
  }

  /**
   * Lets the protocol know of the connection, and then of what comes.
   *
   * @param whenGone is called when the connection is gone
   */
  final void start(Runnable whenGone) {
    this.whenGone = whenGone;
    // Rule: transport.connection-made.first
    loop.callSoon(() -> {
      call("connection_made", () -> protocol.connectionMade(this));
      startReading();
    });
  }

  private void startReading() {
    if (state == State.OPEN && !paused && !eofRead && !reading) {
      reading = true;
      readiness.addReader(fd, this::readReady);
    }
  }

  private void stopReading() {
    if (reading) {
      reading = false;
      readiness.removeReader(fd);
    }
  }

  // Reading

  private void readReady() {
    byte[] data;
    try {
      data = socket.recv(READ_SIZE);
    } catch (IOException failed) {
      forceClose(failed);
      return;
    }
    if (data.length == 0) {
      endOfReading();
    } else {
      // Rule: transport.data-received.{data, order}
      call("data_received", () -> protocol.dataReceived(data));
    }
  }

  private void endOfReading() {
    eofRead = true;
    stopReading();
    // Rule: transport.eof-received.{called, false-closes, true-stays}
    boolean[] stays = {false};
    call("eof_received", () -> stays[0] = protocol.eofReceived());
    if (!stays[0]) {
      close();
    }
  }

  @Override
  public void pauseReading() {
    // Rule: transport.pause-reading.stops
    paused = true;
    stopReading();
  }

  @Override
  public void resumeReading() {
    // Rule: transport.resume-reading.goes-on
    paused = false;
    startReading();
  }

  // Writing

  @Override
  public void write(byte[] data) {
    Objects.requireNonNull(data, "data");
    if (eofWritten) {
      throw new IllegalStateException("Cannot write after write_eof: " + this);
    }
    if (data.length == 0 || state == State.LOST || ending) {
      // Rule: transport.write.after-lost
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(data.clone());
    if (unsent.isEmpty() && !send(buffer)) {
      return;
    }
    if (buffer.hasRemaining()) {
      keep(buffer);
    }
  }

  /** Sends what the socket takes; tells whether it lives. */
  private boolean send(ByteBuffer buffer) {
    try {
      // Rule: transport.write.{sends, all}
      socket.sendNow(buffer);
      return true;
    } catch (IOException failed) {
      forceClose(failed);
      return false;
    }
  }

  private void keep(ByteBuffer buffer) {
    if (unsent.isEmpty()) {
      readiness.addWriter(fd, this::writeReady);
    }
    unsent.add(buffer);
    unsentSize += buffer.remaining();
    pauseProtocolIfNeeded();
  }

  @Override
  public void writelines(List<byte[]> listOfData) {
    // Rule: transport.writelines.order
    listOfData.forEach(this::write);
  }

  private void writeReady() {
    ByteBuffer first = unsent.peek();
    while (first != null) {
      int before = first.remaining();
      if (!send(first)) {
        return;
      }
      unsentSize -= before - first.remaining();
      if (first.hasRemaining()) {
        break;
      }
      unsent.remove();
      first = unsent.peek();
    }
    resumeProtocolIfNeeded();
    if (unsent.isEmpty()) {
      readiness.removeWriter(fd);
      allIsSent();
    }
  }

  private void allIsSent() {
    if (eofWritten) {
      shutDown();
    }
    if (state == State.CLOSING) {
      end(null);
    }
  }

  @Override
  public void writeEof() {
    if (state != State.OPEN || eofWritten) {
      return;
    }
    eofWritten = true;
    if (unsent.isEmpty()) {
      shutDown();
    }
  }

  private void shutDown() {
    try {
      // Rule: transport.write-eof.{ends, after-data, still-reads}
      socket.shutdown(ChannelSocket.SHUT_WR);
    } catch (IOException failed) {
      forceClose(failed);
    }
  }

  @Override
  public boolean canWriteEof() {
    // Rule: transport.can-write-eof.true
    return true;
  }

  @Override
  public int getWriteBufferSize() {
    return unsentSize;
  }

  // Flow control

  @Override
  public void setWriteBufferLimits(int high, int low) {
    // Rule: transport.write-buffer-limits.refused
    if (low < 0 || high < low) {
      throw new IllegalArgumentException("Not high >= low >= 0: " + high + ", " + low);
    }
    this.high = high;
    this.low = low;
    pauseProtocolIfNeeded();
  }

  private void pauseProtocolIfNeeded() {
    // Rule: transport.pause-writing.{over-high, once}
    if (unsentSize > high && !protocolPaused) {
      protocolPaused = true;
      call("pause_writing", protocol::pauseWriting);
    }
  }

  private void resumeProtocolIfNeeded() {
    // Rule: transport.resume-writing.low
    if (protocolPaused && unsentSize <= low) {
      protocolPaused = false;
      call("resume_writing", protocol::resumeWriting);
    }
  }

  // The end

  @Override
  public boolean isClosing() {
    // Rule: transport.is-closing.close
    return state != State.OPEN;
  }

  @Override
  public void close() {
    if (state != State.OPEN) {
      return;
    }
    // Rule: transport.close.no-more-data
    state = State.CLOSING;
    stopReading();
    // Rule: transport.close.flushes
    if (unsent.isEmpty()) {
      end(null);
    }
  }

  @Override
  public void abort() {
    // Rule: transport.abort.drops
    forceClose(null);
  }

  private void forceClose(@Nullable Throwable why) {
    if (ending || state == State.LOST) {
      return;
    }
    state = State.CLOSING;
    stopReading();
    if (!unsent.isEmpty()) {
      unsent.clear();
      unsentSize = 0;
      readiness.removeWriter(fd);
    }
    end(why);
  }

  private void end(@Nullable Throwable why) {
    if (!ending) {
      ending = true;
      // Rule: transport.connection-lost.{close, abort, once, later, end}
      loop.callSoon(() -> loseConnection(why));
    }
  }

  private void loseConnection(@Nullable Throwable why) {
    state = State.LOST;
    try {
      call("connection_lost", () -> protocol.connectionLost(why));
    } finally {
      closeSocket();
      whenGone.run();
    }
  }

  /** Closes the socket, when the protocol has heard of the end. */
  @Seam
  protected void closeSocket() {
    try {
      // Rule: transport.close.ends
      socket.close();
    } catch (IOException failed) {
      report("The socket could not be closed", failed);
    }
  }

  /** Calls the protocol; what it raises ends the connection. */
  private void call(String method, Runnable callback) {
    try {
      callback.run();
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      // Rule: transport.data-received.raises
      report("Fatal error: protocol." + method + "() call failed.", raised);
      if (!method.equals("connection_made") && !method.endsWith("_writing")) {
        forceClose(raised);
      }
    }
  }

  private void report(String message, Throwable raised) {
    Map<String, @Nullable Object> context = new LinkedHashMap<>();
    context.put("message", message);
    context.put("exception", raised);
    context.put("transport", this);
    context.put("protocol", protocol);
    loop.callExceptionHandler(context);
  }

  @Override
  public String toString() {
    return "<SocketTransport " + state + " unsent=" + unsentSize + ">";
  }
}
