package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transport of a socket of datagrams. The page {@code datagrams} of the specification.
 *
 * <p>Design: as that of a stream, but that each datagram is sent whole or not at all, and that an
 * error concerns one datagram, and not the endpoint.
 */
public class ChannelDatagrams extends ProtocolTransport<DatagramProtocol>
    implements DatagramTransport {
  private static final int LARGEST = 65_536;

  /** What the header of a datagram adds to what waits to be sent. */
  private static final int HEADER = 8;

  /** A datagram that the socket has not taken yet. */
  private record Unsent(ByteBuffer data, @Nullable SocketAddress target) {}

  private final Readiness readiness;
  private final ChannelSocket socket;
  private final Object fd;
  private final TransportInfo info;
  private final @Nullable SocketAddress remote;
  private final ArrayDeque<Unsent> unsent = new ArrayDeque<>();
  private final ByteBuffer received = ByteBuffer.allocate(LARGEST);
  private int unsentSize;

  /** A transport that has not told its protocol of anything. */
  protected ChannelDatagrams(
      EventLoop loop, Readiness readiness, ChannelSocket socket, DatagramProtocol protocol)
      throws IOException {
    super(loop, protocol);
    this.readiness = readiness;
    this.socket = socket;
    this.fd = socket.fileno();
    this.info = new TransportInfo(socket);
    this.remote = socket.datagrams().getRemoteAddress();
    socket.setblocking(false);
  }

  @Override
  final void tellConnectionMade() {
    protocol().connectionMade(this);
  }

  @Override
  final void begin() {
    if (isOpen()) {
      readiness.addReader(fd, this::readReady);
    }
  }

  // Receiving

  private void readReady() {
    received.clear();
    SocketAddress source;
    try {
      source = socket.receiveDatagramNow(received);
    } catch (IOException failed) {
      // Rule: datagram.error-received.refused
      tell(failed);
      return;
    }
    // Others may have sent while the socket was not connected.
    if (source != null && (remote == null || source.equals(remote))) {
      byte[] data = new byte[received.flip().remaining()];
      received.get(data);
      // Rule: datagram.received.{data, whole, addr, empty}, transport.class.datagram-data
      call("datagram_received", () -> protocol().datagramReceived(data, addressOf(source)));
    }
  }

  private static @Nullable Object addressOf(SocketAddress source) {
    return source instanceof InetSocketAddress inet
        ? List.of(NameResolution.literal(inet.getAddress()), inet.getPort())
        : null;
  }

  /** Tells the protocol of an error, which ends nothing. */
  @Seam
  protected void tell(IOException failed) {
    // Rule: datagram.error-received.{called, stays-open}
    call("error_received", () -> protocol().errorReceived(failed));
  }

  // Sending

  @Override
  public void sendto(byte[] data) {
    sendto(data, (Address) null);
  }

  @Override
  public void sendto(byte[] data, @Nullable Address addr) {
    Objects.requireNonNull(data, "data");
    SocketAddress target = addr == null ? null : new InetSocketAddress(addr.host(), addr.port());
    // Rule: datagram.sendto.another-refused
    if (remote != null && target != null && !target.equals(remote)) {
      throw new IllegalArgumentException("The endpoint sends to " + remote + " only: " + target);
    }
    if (!isOpen()) {
      return;
    }
    // Rule: datagram.sendto.{remote, addr, ipv6}
    Unsent datagram = new Unsent(ByteBuffer.wrap(data.clone()), remote == null ? target : null);
    if (!unsent.isEmpty() || !send(datagram)) {
      keep(datagram);
    }
  }

  /** Sends a datagram; tells whether nothing of it is to be kept. */
  private boolean send(Unsent datagram) {
    try {
      // Rule: datagram.sendto.empty
      return socket.sendNow(datagram.data, datagram.target);
    } catch (IOException failed) {
      tell(failed);
      return true;
    }
  }

  private void keep(Unsent datagram) {
    if (unsent.isEmpty()) {
      readiness.addWriter(fd, this::writeReady);
    }
    unsent.add(datagram);
    unsentSize += datagram.data.remaining() + HEADER;
    pauseProtocolIfNeeded(unsentSize);
  }

  private void writeReady() {
    Unsent first = unsent.peek();
    while (first != null) {
      int size = first.data.remaining();
      if (!send(first)) {
        return;
      }
      if (unsent.poll() == null) {
        return; // the protocol has aborted the endpoint when it heard of an error
      }
      unsentSize -= size + HEADER;
      first = unsent.peek();
    }
    readiness.removeWriter(fd);
    resumeProtocolIfPossible(unsentSize);
    if (!isOpen()) {
      end(null);
    }
  }

  // The end

  @Override
  public void close() {
    if (isOpen()) {
      beginClosing();
      // Rule: datagram.close.no-more-data, datagram.abort.no-more-data
      readiness.removeReader(fd);
      // Rule: datagram.close.flushes
      if (unsent.isEmpty()) {
        end(null);
      }
    }
  }

  @Override
  public void abort() {
    if (!unsent.isEmpty()) {
      unsent.clear();
      unsentSize = 0;
      readiness.removeWriter(fd);
    }
    if (!isOpen()) {
      end(null);
    } else {
      close();
    }
  }

  @Override
  final void release() {
    closeSocket();
  }

  /** Closes the socket, when the protocol has heard of the end. */
  @Seam
  protected void closeSocket() {
    // Rule: datagram-endpoint.sock.owned
    closeOrReport("socket", socket::close);
  }

  // What there is to know

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    return info.get(name, defaultValue);
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    // Rule: datagram.set-protocol.{hears, lost}
    hearsFromNowOn((DatagramProtocol) protocol);
  }

  @Override
  public String toString() {
    return "<ChannelDatagrams " + life() + " " + socket + ">";
  }
}
