package io.asynciotck.reference.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket that is a channel.
 *
 * <p>A channel that a selector watches must not block, while a socket that a loop watches may. So
 * the channel never blocks; a socket that is to block waits for the channel by itself. Java has a
 * channel of another kind for a socket that listens, which takes the place of the first one.
 */
public final class ChannelSocket implements Socket {
  static final int SOL_SOCKET = 1;
  static final int SO_BROADCAST = 6;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_KEEPALIVE = 9;
  static final int SO_LINGER = 13;
  static final int TCP_NODELAY = 1;
  static final int SHUT_RD = 0;
  static final int SHUT_WR = 1;
  private static final Integer NO_DESCRIPTOR = -1;

  /** How many connections may wait to be accepted, if nothing was said of it. */
  public static final int BACKLOG = 100;

  private volatile SelectableChannel channel;
  private volatile boolean blocking = true;
  private volatile boolean detached;

  /** The file that a Unix socket was bound to. */
  @Nullable UnixSocketFile file;

  /**
   * Takes a channel, which belongs to the socket from now on.
   *
   * @param channel a channel of sockets
   * @throws IOException if the channel is closed
   */
  public ChannelSocket(SelectableChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
  }

  @Override
  public Object fileno() {
    return channel.isOpen() && !detached ? channel : NO_DESCRIPTOR;
  }

  @Override
  public Object detach() {
    Object descriptor = fileno();
    detached = true;
    return descriptor;
  }

  @Override
  public void setblocking(boolean flag) {
    blocking = flag;
  }

  @Override
  public boolean getblocking() {
    return blocking;
  }

  @Override
  public void setsockopt(int level, int optname, int value) throws IOException {
    if (isSwitch(level, optname)) {
      network().setOption(flag(level, optname), value != 0);
    } else {
      network().setOption(option(level, optname), value);
    }
  }

  /** The one structure there is has two integers: whether to linger, and for how many seconds. */
  @Override
  public void setsockopt(int level, int optname, byte[] value) throws IOException {
    ByteBuffer structure = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
    if (level != SOL_SOCKET || optname != SO_LINGER || structure.remaining() != 2 * Integer.BYTES) {
      throw noOption(level, optname);
    }
    boolean lingers = structure.getInt() != 0;
    network().setOption(StandardSocketOptions.SO_LINGER, lingers ? structure.getInt() : -1);
  }

  @Override
  public int getsockopt(int level, int optname) throws IOException {
    return isSwitch(level, optname)
        ? network().getOption(flag(level, optname)) ? 1 : 0
        : network().getOption(option(level, optname));
  }

  private static boolean isSwitch(int level, int name) {
    return level == SOL_SOCKET
        ? name == SO_KEEPALIVE || name == SO_BROADCAST
        : level == NameResolution.IPPROTO_TCP && name == TCP_NODELAY;
  }

  private static SocketOption<Boolean> flag(int level, int name) {
    if (level != SOL_SOCKET) {
      return StandardSocketOptions.TCP_NODELAY;
    }
    return name == SO_KEEPALIVE
        ? StandardSocketOptions.SO_KEEPALIVE
        : StandardSocketOptions.SO_BROADCAST;
  }

  private static SocketOption<Integer> option(int level, int name) throws IOException {
    if (level == SOL_SOCKET && name == SO_SNDBUF) {
      return StandardSocketOptions.SO_SNDBUF;
    }
    if (level == SOL_SOCKET && name == SO_RCVBUF) {
      return StandardSocketOptions.SO_RCVBUF;
    }
    throw noOption(level, name);
  }

  private static IOException noOption(int level, int name) {
    return new IOException("No option " + name + " of level " + level);
  }

  /** Whether it is a socket of streams. */
  boolean isOfStreams() {
    return !(channel instanceof DatagramChannel);
  }

  @Override
  public int send(byte[] data) throws IOException {
    return isOfStreams() ? send(ByteBuffer.wrap(data)) : sendDatagram(data, null);
  }

  @Override
  public void sendall(byte[] data) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(data);
    while (left.hasRemaining()) {
      send(left);
    }
  }

  /** Sends what the channel takes, which may be nothing. */
  int sendNow(ByteBuffer data) throws IOException {
    return Pieces.write(stream(), data);
  }

  /** Sends as much of a file as the channel takes, which may be nothing. */
  int sendNow(FileChannel file, long place, int count) throws IOException {
    return (int) file.transferTo(place, count, stream());
  }

  /** Receives what there is, which may be nothing; -1 if the other side will send no more. */
  int receiveNow(ByteBuffer buffer) throws IOException {
    return stream().read(buffer);
  }

  int send(ByteBuffer data) throws IOException {
    while (true) {
      int sent = sendNow(data);
      if (sent > 0 || !data.hasRemaining()) {
        return sent;
      }
      awaitReady(SelectionKey.OP_WRITE, "send");
    }
  }

  @Override
  public byte[] recv(int bufsize) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bufsize);
    return Arrays.copyOf(buffer.array(), Math.max(recv(buffer), 0));
  }

  int recv(ByteBuffer buffer) throws IOException {
    while (true) {
      int received = stream().read(buffer);
      if (received != 0 || !buffer.hasRemaining()) {
        return received;
      }
      awaitReady(SelectionKey.OP_READ, "recv");
    }
  }

  @Override
  public void bind(Address address) throws IOException {
    network().bind(new InetSocketAddress(address.host(), address.port()));
  }

  @Override
  public void bind(String path) throws IOException {
    network().bind(UnixDomainSocketAddress.of(path));
    file = UnixSocketFile.at(Path.of(path));
  }

  @Override
  public void listen(int backlog) throws IOException {
    SocketAddress address = network().getLocalAddress();
    channel.close();
    ServerSocketChannel server = openServer(address);
    channel = server;
    server.configureBlocking(false);
    server.bind(address, backlog);
    file = file == null ? null : UnixSocketFile.at(file.path());
  }

  /** Begins to listen, if that has not begun. */
  void listenUnlessItDoes() throws IOException {
    if (!(channel instanceof ServerSocketChannel)) {
      listen(BACKLOG);
    }
  }

  private static ServerSocketChannel openServer(@Nullable SocketAddress address)
      throws IOException {
    if (address instanceof UnixDomainSocketAddress named) {
      Files.deleteIfExists(named.getPath());
      return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }
    return ServerSocketChannel.open().setOption(StandardSocketOptions.SO_REUSEADDR, true);
  }

  @Override
  public int sendto(byte[] data, Address address) throws IOException {
    return sendDatagram(data, new InetSocketAddress(address.host(), address.port()));
  }

  /** To where the socket is connected to, if no target is given. */
  private int sendDatagram(byte[] data, @Nullable SocketAddress target) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(data);
    while (!sendNow(buffer, target)) {
      awaitReady(SelectionKey.OP_WRITE, "sendto");
    }
    return data.length;
  }

  @Override
  public List<Object> recvfrom(int bufsize) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bufsize);
    List<Object> received = recvfrom(buffer);
    return List.of(Arrays.copyOf(buffer.array(), buffer.position()), received.get(1));
  }

  List<Object> recvfrom(ByteBuffer buffer) throws IOException {
    while (true) {
      SocketAddress source = datagrams().receive(buffer);
      if (source != null) {
        Address from = address(source);
        return List.of(buffer.position(), List.of(from.host(), from.port()));
      }
      awaitReady(SelectionKey.OP_READ, "recvfrom");
    }
  }

  /** Sends a datagram; tells whether the channel has taken it. */
  boolean sendNow(ByteBuffer data, @Nullable SocketAddress target) throws IOException {
    if (!data.hasRemaining() && target == null) {
      sendEmptyNow(data);
      return true;
    }
    int size = data.remaining();
    int sent = target == null ? datagrams().write(data) : datagrams().send(data, target);
    return sent > 0 || size == 0;
  }

  /** A channel that is connected sends no empty datagram: the JDK takes it for nothing to do. */
  private void sendEmptyNow(ByteBuffer nothing) throws IOException {
    DatagramChannel channel = datagrams();
    SocketAddress remote = channel.getRemoteAddress();
    channel.disconnect();
    try {
      channel.send(nothing, remote);
    } finally {
      channel.connect(remote);
    }
  }

  /** Receives a datagram; null if there is none. */
  @Nullable SocketAddress receiveDatagramNow(ByteBuffer buffer) throws IOException {
    return datagrams().receive(buffer);
  }

  DatagramChannel datagrams() throws IOException {
    if (channel instanceof DatagramChannel datagrams) {
      return datagrams;
    }
    throw new IOException("Not a socket of datagrams");
  }

  @Override
  public void shutdown(int how) throws IOException {
    if (how != SHUT_WR) {
      stream().shutdownInput();
    }
    if (how != SHUT_RD) {
      stream().shutdownOutput();
    }
  }

  @Override
  public void connect(Address address) throws IOException {
    if (channel instanceof DatagramChannel datagrams) {
      datagrams.connect(new InetSocketAddress(address.host(), address.port()));
      return;
    }
    if (!stream().connect(new InetSocketAddress(address.host(), address.port()))) {
      awaitReady(SelectionKey.OP_CONNECT, "connect");
      finishConnect();
    }
  }

  @Override
  public void connect(String path) throws IOException {
    if (!stream().connect(UnixDomainSocketAddress.of(path))) {
      // No selector tells when there is room again.
      throw new BlockingIoException("connect would have to wait");
    }
  }

  void finishConnect() throws IOException {
    stream().finishConnect();
  }

  /** Accepts a connection, if there is one that waits for that. */
  @Nullable ChannelSocket acceptNow() throws IOException {
    if (!(channel instanceof ServerSocketChannel server)) {
      throw new IOException("The socket does not listen");
    }
    SocketChannel accepted = server.accept();
    return accepted == null ? null : new ChannelSocket(accepted);
  }

  /** Lets what is written leave at once, where it is for the socket to decide. */
  void setNoDelay() throws IOException {
    if (channel.isOpen()
        && network().supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      network().setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  @Override
  public Address getsockname() throws IOException {
    return address(network().getLocalAddress());
  }

  @Override
  public Address getpeername() throws IOException {
    return address(remoteAddress());
  }

  private @Nullable SocketAddress remoteAddress() throws IOException {
    return channel instanceof DatagramChannel datagrams
        ? datagrams.getRemoteAddress()
        : stream().getRemoteAddress();
  }

  /** The address of this side: host and port, or the path of a Unix socket. */
  Object own() throws IOException {
    return told(network().getLocalAddress());
  }

  /** The address of the other side: host and port, or the path of a Unix socket. */
  Object peer() throws IOException {
    return told(remoteAddress());
  }

  private static Object told(@Nullable SocketAddress named) throws IOException {
    if (named instanceof UnixDomainSocketAddress unix) {
      return unix.getPath().toString();
    }
    Address address = address(named);
    return List.of(address.host(), address.port());
  }

  private static Address address(@Nullable SocketAddress address) throws IOException {
    if (address instanceof InetSocketAddress inet) {
      return new Address(NameResolution.literal(inet.getAddress()), inet.getPort());
    }
    throw new IOException("The socket has no address of a host: " + address);
  }

  @Override
  public void close() throws IOException {
    if (!detached) {
      channel.close();
    }
  }

  /** Waits until the channel is ready, if the socket is to block. */
  private void awaitReady(int operation, String what) throws IOException {
    if (!blocking) {
      throw new BlockingIoException(what + " would have to wait");
    }
    try (Selector selector = Selector.open()) {
      channel.register(selector, operation);
      selector.select();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("Interrupted in " + what);
    }
  }

  private NetworkChannel network() {
    return (NetworkChannel) channel;
  }

  private SocketChannel stream() throws IOException {
    if (channel instanceof SocketChannel stream) {
      return stream;
    }
    throw new IOException("The socket is not connected");
  }

  @Override
  public String toString() {
    return "<Socket " + channel + ">";
  }
}
