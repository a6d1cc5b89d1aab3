package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transport of a stream socket. The page {@code transports} of the specification.
 *
 * <p>Design: what is written is sent at once, and only what the socket does not take is kept and
 * sent when it takes something again: so the socket is watched for that only while something waits.
 */
public class SocketTransport implements Transport {

  private final EventLoop loop;
  private final Readiness readiness;
  private final ChannelSocket socket;
  private final Object fd;
  private final TransportInfo info;
  private final SendQueue unsent = new SendQueue();
  private final FlowControl flow = new FlowControl();
  private BaseProtocol protocol;
  private Receiving receiving;
  private final Receiving.Calls calls = this::callOrClose;
  private Life life = Life.OPEN;
  private boolean reading;
  private boolean paused;
  private boolean eofWritten;
  private boolean eofRead;
  private Runnable whenGone = () -> {};

  /** A transport that has not told its protocol of anything. */
  protected SocketTransport(
      EventLoop loop, Readiness readiness, ChannelSocket socket, BaseProtocol protocol) {
    this.loop = loop;
    this.readiness = readiness;
    this.socket = socket;
    this.protocol = protocol;
    this.receiving = Receiving.of(protocol);
    this.fd = socket.fileno();
    this.info = new TransportInfo(socket);
  }

  /**
   * Lets the protocol know of the connection, and then of what comes.
   *
   * @param whenGone is called when the connection is gone
   */
  final void start(Runnable whenGone) {
    this.whenGone = whenGone;
    try {
      sendSmallPiecesAtOnce(socket);
    } catch (IOException gone) {
      // The first attempt to receive something says why.
    }
    // Rule: transport.connection-made.{first, then-lost}
    loop.callSoon(() -> {
      // Rule: transport.connection-made.raises
      call("connection_made", () -> receiving.connectionMade(this));
      startReading();
    });
  }

  /** Lets the system not wait for more before it sends. */
  @Seam
  protected void sendSmallPiecesAtOnce(ChannelSocket its) throws IOException {
    // Rule: connection.tcp.no-delay, server.tcp.no-delay
    its.setNoDelay();
  }

  @Override
  public BaseProtocol getProtocol() {
    // Rule: transport.get-protocol.current
    return protocol;
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    // Rule: transport.set-protocol.{get, hears, lost, paused, not-made, buffered}
    this.receiving = Receiving.of(Objects.requireNonNull(protocol, "protocol"));
    this.protocol = protocol;
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return getExtraInfo(name, null);
  }

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    return info.get(name, defaultValue);
  }

  @Override
  public @Nullable Socket getExtraInfoSocket(String name) {
    return getExtraInfo(name, null) instanceof Socket own ? own : null;
  }

  // Reading

  private void startReading() {
    if (life == Life.OPEN && !paused && !eofRead && !reading) {
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

  /** Receives what has come. */
  @Seam
  protected void readReady() {
    try {
      if (receiving.receive(socket, readiness.sharedBuffer(), calls) == Receiving.Outcome.END) {
        endOfReading();
      }
    } catch (IOException failed) {
      // Rule: transport.connection-lost.reset
      forceClose(failed);
    }
  }

  private void endOfReading() {
    eofRead = true;
    stopReading();
    // Rule: buffered-protocol.eof-received.{true-stays, false-closes}
    // Rule: transport.eof-received.{called, once, once-paused, false-closes, true-stays}
    boolean[] stays = {false};
    callOrClose("eof_received", () -> stays[0] = receiving.eofReceived());
    if (!stays[0]) {
      close();
    }
  }

  @Override
  public boolean isReading() {
    // Rule: transport.is-reading.{open, paused, closed}
    return life == Life.OPEN && !paused;
  }

  @Override
  public void pauseReading() {
    // Rule: transport.pause-reading.{stops, twice, closed}
    // Rule: transport.pause-reading.{in-connection-made, in-data-received}
    // Rule: buffered-protocol.pause-reading.{stops, in-connection-made}
    paused = true;
    stopReading();
  }

  @Override
  public void resumeReading() {
    // Rule: transport.resume-reading.{goes-on, twice}
    paused = false;
    startReading();
  }

  // Writing

  @Override
  public void write(byte[] data) {
    send(ByteBuffer.wrap(Objects.requireNonNull(data, "data")), data.length > 0);
  }

  @Override
  public void write(Buffer data) {
    send(MemoryBuffer.memoryOf(data), false);
  }

  /**
   * Sends bytes.
   *
   * @param copies whether what must wait is copied, because the bytes may be changed meanwhile
   */
  private void send(ByteBuffer data, boolean copies) {
    // Rule: transport.write.after-eof
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after write_eof(): " + this);
    }
    if (!data.hasRemaining() || life.isOver()) {
      // Rule: transport.write.{after-lost, empty, empty-between}, transport.writelines.after-lost
      return;
    }
    try {
      if (unsent.isEmpty()) {
        // Rule: transport.write.{sends, all, order}
        socket.sendNow(data);
      }
    } catch (IOException failed) {
      // Rule: transport.write.peer-gone
      forceClose(failed);
      return;
    }
    if (data.hasRemaining()) {
      keep(copies ? copyOf(data) : data);
    }
  }

  // Rule: transport.write.changed-buffer
  private static ByteBuffer copyOf(ByteBuffer data) {
    return ByteBuffer.allocate(data.remaining()).put(data).flip();
  }

  private void keep(ByteBuffer data) {
    if (unsent.isEmpty()) {
      readiness.addWriter(fd, this::writeReady);
    }
    unsent.add(data);
    // Rule: transport.writelines.{pauses, many}
    pauseProtocolIfNeeded();
  }

  @Override
  public void writelines(List<byte[]> listOfData) {
    // Rule: transport.writelines.{order, empty, after-eof}
    listOfData.forEach(this::write);
  }

  @Override
  public void writelines(Iterator<byte[]> pieces) {
    // Rule: transport.writelines.iterable
    pieces.forEachRemaining(this::write);
  }

  /**
   * Sends what the socket takes of a file, behind all that was written.
   *
   * @throws IOException if the connection is lost, or about to be
   */
  final void send(FileSender sender) throws IOException {
    if (life.isOver()) {
      throw new IOException("The connection is lost: " + this);
    }
    try {
      sender.sendNow();
    } catch (IOException failed) {
      forceClose(failed);
      throw failed;
    }
  }

  /** Calls something when the socket takes more; nothing may wait to be sent. */
  final void watchForRoom(Runnable callback) {
    readiness.addWriter(fd, callback);
  }

  /** Ends what {@link #watchForRoom} began. */
  final void unwatchForRoom() {
    if (unsent.isEmpty()) {
      readiness.removeWriter(fd);
    }
  }

  /** The sender of a part of a file over this connection. */
  final FileSender newSender(ChannelFile file, int offset, @Nullable Integer count) {
    return new FileSender(file, socket, offset, count);
  }

  private void writeReady() {
    try {
      unsent.sendTo(socket::sendNow);
    } catch (IOException failed) {
      forceClose(failed);
      return;
    }
    resumeProtocolIfPossible(); // may write more
    if (unsent.isEmpty() && life != Life.LOST) {
      readiness.removeWriter(fd);
      allIsSent();
    }
  }

  private void allIsSent() {
    if (eofWritten) {
      shutDown();
    }
    if (life == Life.CLOSING) {
      end(null);
    }
  }

  @Override
  public void writeEof() {
    // Rule: transport.write-eof.{twice, closing}
    if (life != Life.OPEN || eofWritten) {
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
    // Rule: transport.write-buffer-size.{exact, sent, empty}
    return unsent.size();
  }

  // Flow control

  @Override
  public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
    // Rule: transport.write-buffer-limits.at-once
    flow.setLimits(high, low);
    pauseProtocolIfNeeded();
  }

  @Override
  public List<Integer> getWriteBufferLimits() {
    return flow.limits();
  }

  private void pauseProtocolIfNeeded() {
    if (flow.mustPause(unsent.size())) {
      call("pause_writing", protocol::pauseWriting);
    }
  }

  private void resumeProtocolIfPossible() {
    if (flow.mayResume(unsent.size())) {
      call("resume_writing", protocol::resumeWriting);
    }
  }

  // The end

  @Override
  public boolean isClosing() {
    // Rule: transport.is-closing.{close, abort, lost}
    return life != Life.OPEN;
  }

  @Override
  public void close() {
    if (life != Life.OPEN) {
      return;
    }
    // Rule: transport.close.no-more-data
    life = Life.CLOSING;
    stopReading();
    // Rule: transport.close.flushes
    if (unsent.isEmpty()) {
      end(null);
    }
  }

  @Override
  public void abort() {
    // Rule: transport.abort.{drops, after-close, no-more-data}
    forceClose(null);
  }

  private void forceClose(@Nullable Throwable why) {
    if (life.isOver()) {
      return;
    }
    life = Life.CLOSING;
    stopReading();
    if (!unsent.isEmpty()) {
      unsent.clear();
      readiness.removeWriter(fd);
    }
    end(why);
  }

  private void end(@Nullable Throwable why) {
    if (!life.isOver()) {
      life = Life.ENDING;
      // Rule: transport.connection-lost.{close, abort, once, once-at-end, later, end, last}
      loop.callSoon(() -> loseConnection(why));
    }
  }

  private void loseConnection(@Nullable Throwable why) {
    life = Life.LOST;
    try {
      // Rule: transport.connection-lost.raises
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
      // Rule: transport.close.{ends, socket}
      // Rule: connection.sock.owned, connection.accepted-socket.owned
      socket.close();
    } catch (IOException failed) {
      report("The socket could not be closed", failed);
    }
  }

  /** Calls the protocol; what it raises is reported, and ends nothing. */
  private void call(String method, Runnable callback) {
    Throwable _ = raisedBy(method, callback);
  }

  /** Calls the protocol; what it raises ends the connection. Tells whether it returned. */
  private boolean callOrClose(String method, Runnable callback) {
    Throwable raised = raisedBy(method, callback);
    if (raised == null) {
      return true;
    }
    // Rule: transport.data-received.raises, transport.eof-received.raises
    // Rule: buffered-protocol.get-buffer.raises, buffered-protocol.buffer-updated.raises
    forceClose(raised);
    return false;
  }

  /** Calls the protocol, and reports what it raises; null if it returns. */
  private @Nullable Throwable raisedBy(String method, Runnable callback) {
    try {
      callback.run();
      return null;
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      // Rule: transport.pause-writing.raises, transport.resume-writing.raises
      report("Fatal error: protocol." + method + "() call failed.", raised);
      return raised;
    }
  }

  private void report(String message, Throwable raised) {
    // Rule: transport.report.{transport, protocol}
    Report report = Report.of(message, raised).with("transport", this).with("protocol", protocol);
    loop.callExceptionHandler(report.context());
  }

  @Override
  public String toString() {
    return "<SocketTransport " + life + " unsent=" + unsent.size() + ">";
  }
}
