package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Transport;
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
public class SocketTransport extends ProtocolTransport<BaseProtocol> implements Transport {

  private final Readiness readiness;
  private final ChannelSocket socket;
  private final Object fd;
  private final TransportInfo info;
  private final SendQueue unsent = new SendQueue();
  private Receiving receiving;
  private final Receiving.Calls calls = this::callOrClose;
  private boolean reading;
  private boolean paused;
  private boolean eofWritten;
  private boolean eofRead;
  private Runnable whenGone = () -> {};

  /** A transport that has not told its protocol of anything. */
  protected SocketTransport(
      EventLoop loop, Readiness readiness, ChannelSocket socket, BaseProtocol protocol) {
    super(loop, protocol);
    this.readiness = readiness;
    this.socket = socket;
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
    start();
  }

  @Override
  final void tellConnectionMade() {
    receiving.connectionMade(this);
  }

  @Override
  final void begin() {
    startReading();
  }

  /** Lets the system not wait for more before it sends. */
  @Seam
  protected void sendSmallPiecesAtOnce(ChannelSocket its) throws IOException {
    // Rule: connection.tcp.no-delay, server.tcp.no-delay
    its.setNoDelay();
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    // Rule: transport.set-protocol.{get, hears, lost, paused, not-made, buffered}
    this.receiving = Receiving.of(Objects.requireNonNull(protocol, "protocol"));
    hearsFromNowOn(protocol);
  }

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    return info.get(name, defaultValue);
  }

  // Reading

  private void startReading() {
    if (isOpen() && !paused && !eofRead && !reading) {
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
    // Rule: transport.eof-received.idle
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
    return isOpen() && !paused;
  }

  @Override
  public void pauseReading() {
    // Rule: transport.pause-reading.{stops, twice, closed, idle}
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
    if (!data.hasRemaining() || life().isOver()) {
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
    pauseProtocolIfNeeded(unsent.size());
  }

  @Override
  public void writelines(List<byte[]> listOfData) {
    // Rule: transport.writelines.{order, empty, empty-closed, after-eof}
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
    if (life().isOver()) {
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
    resumeProtocolIfPossible(unsent.size()); // may write more
    if (unsent.isEmpty() && life() != Life.LOST) {
      // Rule: transport.write.idle
      readiness.removeWriter(fd);
      allIsSent();
    }
  }

  private void allIsSent() {
    if (eofWritten) {
      shutDown();
    }
    if (life() == Life.CLOSING) {
      end(null);
    }
  }

  @Override
  public void writeEof() {
    // Rule: transport.write-eof.{twice, closing}
    if (!isOpen() || eofWritten) {
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
    flow().setLimits(high, low);
    pauseProtocolIfNeeded(unsent.size());
  }

  @Override
  public List<Integer> getWriteBufferLimits() {
    return flow().limits();
  }

  // The end

  @Override
  public void close() {
    if (!isOpen()) {
      return;
    }
    // Rule: transport.close.no-more-data
    beginClosing();
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
    if (life().isOver()) {
      return;
    }
    beginClosing();
    stopReading();
    if (!unsent.isEmpty()) {
      unsent.clear();
      readiness.removeWriter(fd);
    }
    end(why);
  }

  @Override
  final void release() {
    closeSocket();
    whenGone.run();
  }

  /** Closes the socket, when the protocol has heard of the end. */
  @Seam
  protected void closeSocket() {
    // Rule: transport.close.{ends, socket}
    // Rule: connection.sock.owned, connection.accepted-socket.owned
    closeOrReport("socket", socket::close);
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

  @Override
  public String toString() {
    return "<SocketTransport " + life() + " unsent=" + unsent.size() + ">";
  }
}
