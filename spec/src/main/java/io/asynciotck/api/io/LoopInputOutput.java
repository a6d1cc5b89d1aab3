package io.asynciotck.api.io;

import io.asynciotck.api.Callback;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop does with descriptors and sockets. A loop that has none of it raises {@link
 * UnsupportedOperationException}, as asyncio's abstract loop raises {@code NotImplementedError}.
 *
 * <p>Python: the part of {@code asyncio.AbstractEventLoop} that is about input and output. Source:
 * asyncio-eventloop, Watching file descriptors, Working with socket objects directly.
 */
public interface LoopInputOutput {

  /**
   * Watches a descriptor: the callback is called whenever it can be read.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @throws IllegalStateException if the loop is closed
   * @throws IllegalArgumentException if it is no descriptor that can be watched
   */
  default void addReader(Object fd, Runnable callback) {
    throw notImplemented("addReader");
  }

  /**
   * As {@link #addReader(Object, Runnable)}, with arguments.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @param args what it is called with, each time
   * @throws IllegalStateException as {@link #addReader(Object, Runnable)}
   * @throws IllegalArgumentException as {@link #addReader(Object, Runnable)}
   */
  default void addReader(Object fd, Callback callback, @Nullable Object... args) {
    addReader(fd, () -> callback.call(args));
  }

  /**
   * Ends what {@link #addReader} began.
   *
   * @param fd the descriptor
   * @return whether the descriptor was watched for that
   */
  default boolean removeReader(Object fd) {
    throw notImplemented("removeReader");
  }

  /**
   * Watches a descriptor: the callback is called whenever it can be written.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @throws IllegalStateException if the loop is closed
   * @throws IllegalArgumentException if it is no descriptor that can be watched
   */
  default void addWriter(Object fd, Runnable callback) {
    throw notImplemented("addWriter");
  }

  /**
   * As {@link #addWriter(Object, Runnable)}, with arguments.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @param args what it is called with, each time
   * @throws IllegalStateException as {@link #addWriter(Object, Runnable)}
   * @throws IllegalArgumentException as {@link #addWriter(Object, Runnable)}
   */
  default void addWriter(Object fd, Callback callback, @Nullable Object... args) {
    addWriter(fd, () -> callback.call(args));
  }

  /**
   * Ends what {@link #addWriter} began.
   *
   * @param fd the descriptor
   * @return whether the descriptor was watched for that
   */
  default boolean removeWriter(Object fd) {
    throw notImplemented("removeWriter");
  }

  /**
   * Receives some bytes from a stream socket that does not block.
   *
   * @param sock the socket
   * @param nbytes how many at most
   * @return a coroutine that gives the bytes; none if the other side will send no more
   */
  default Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
    throw notImplemented("sockRecv");
  }

  /**
   * Receives some bytes into a buffer from a stream socket that does not block.
   *
   * @param sock the socket
   * @param buf where to put them, from its beginning
   * @return a coroutine that gives how many; 0 if the other side will send no more
   */
  default Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
    throw notImplemented("sockRecvInto");
  }

  /**
   * Receives a datagram from a socket that does not block.
   *
   * @param sock the socket
   * @param bufsize how many bytes of it at most
   * @return a coroutine that gives a pair: the bytes, and the address that they come from, as a
   *     list of host and port
   */
  default Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
    throw notImplemented("sockRecvfrom");
  }

  /**
   * Receives a datagram into a buffer from a socket that does not block.
   *
   * @param sock the socket
   * @param buf where to put it, from its beginning
   * @return a coroutine that gives a pair: how many bytes, and the address that they come from, as
   *     a list of host and port
   */
  default Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
    throw notImplemented("sockRecvfromInto");
  }

  /**
   * Receives a datagram into a buffer from a socket that does not block.
   *
   * @param sock the socket
   * @param buf where to put it, from its beginning
   * @param nbytes how many bytes of it at most; 0: as many as the buffer has
   * @return a coroutine that gives a pair: how many bytes, and the address that they come from, as
   *     a list of host and port
   */
  default Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf, int nbytes) {
    throw notImplemented("sockRecvfromInto");
  }

  /**
   * Sends a datagram from a socket that does not block.
   *
   * @param sock the socket
   * @param data the bytes
   * @param address where to
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
    throw notImplemented("sockSendto");
  }

  /**
   * Sends a file to a stream socket that does not block.
   *
   * @param sock the socket
   * @param file the file
   * @param offset where in the file to begin
   * @param count how many bytes at most; null: all that there are
   * @param fallback whether to read and send it piece by piece where the system cannot send it
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sockSendfile(
      Socket sock,
      File file,
      @Keyword int offset,
      @Keyword @Nullable Integer count,
      @Keyword boolean fallback) {
    throw notImplemented("sockSendfile");
  }

  /**
   * Sends a whole file to a stream socket that does not block.
   *
   * @param sock the socket
   * @param file the file
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sockSendfile(Socket sock, File file) {
    throw notImplemented("sockSendfile");
  }

  /**
   * Sends all bytes to a stream socket that does not block.
   *
   * @param sock the socket
   * @param data the bytes
   * @return a coroutine that does it
   */
  default Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
    throw notImplemented("sockSendall");
  }

  /**
   * Connects a socket that does not block.
   *
   * @param sock the socket
   * @param address the address of the other side
   * @return a coroutine that does it
   */
  default Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
    throw notImplemented("sockConnect");
  }

  /**
   * Accepts a connection.
   *
   * @param sock a socket that listens and does not block
   * @return a coroutine that gives a pair: a {@link Socket} of the connection, which does not
   *     block, and the address of its other side, as a list of host and port
   */
  default Coroutine<List<Object>> sockAccept(Socket sock) {
    throw notImplemented("sockAccept");
  }

  /**
   * Makes a transport for a socket that is connected.
   *
   * @param protocolFactory makes its protocol
   * @param sock the socket, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Keyword Socket sock) {
    throw notImplemented("createConnection");
  }

  /**
   * Connects to an address: the first address of the host at which somebody listens.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Nullable String host, int port) {
    throw notImplemented("createConnection");
  }

  /**
   * Connects to an address from another one.
   *
   * @param protocolFactory makes the protocol
   * @param host the host
   * @param port the port
   * @param localAddr the address to be bound to
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, String host, int port, @Keyword Address localAddr) {
    throw notImplemented("createConnection");
  }

  /**
   * Connects to an address of a family.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @param family such as {@link Sockets#afInet}
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Nullable String host, int port, @Keyword Object family) {
    throw notImplemented("createConnection");
  }

  /**
   * Connects to an address, and tells all errors if that fails. Since 3.12.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @param allErrors whether an {@link io.asynciotck.api.ExceptionGroup} has the errors of all
   *     addresses
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword boolean allErrors) {
    throw notImplemented("createConnection");
  }

  /**
   * Connects to that address of a host that answers first.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @param happyEyeballsDelay how long one attempt is waited for before the next begins
   * @param interleave how many addresses of the first family stand before one of another; 0: their
   *     order stays
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword Duration happyEyeballsDelay,
      @Keyword int interleave) {
    throw notImplemented("createConnection");
  }

  /**
   * Is refused, as it says two things: where to connect, and that there is a connection.
   *
   * @param protocolFactory makes the protocol
   * @param host the host
   * @param port the port
   * @param sock the socket
   * @return a coroutine that raises
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, String host, int port, @Keyword Socket sock) {
    throw notImplemented("createConnection");
  }

  /**
   * Is refused, as it does not say where to connect.
   *
   * @param protocolFactory makes the protocol
   * @return a coroutine that raises
   */
  default Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory) {
    throw notImplemented("createConnection");
  }

  /**
   * Makes a transport for a connection that was accepted elsewhere.
   *
   * @param protocolFactory makes its protocol
   * @param sock the socket, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> connectAcceptedSocket(
      ProtocolFactory protocolFactory, Socket sock) {
    throw notImplemented("connectAcceptedSocket");
  }

  /**
   * Accepts connections at a socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param sock the socket, which belongs to the server from now on
   * @param startServing whether to begin at once
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, @Keyword Socket sock, @Keyword boolean startServing) {
    throw notImplemented("createServer");
  }

  /**
   * Accepts connections at a socket, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param sock the socket, which belongs to the server from now on
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(ProtocolFactory protocolFactory, @Keyword Socket sock) {
    throw notImplemented("createServer");
  }

  /**
   * Accepts connections at an address, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @param port the port; 0 for one that is free
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, @Nullable String host, int port) {
    throw notImplemented("createServer");
  }

  /**
   * Accepts connections at several addresses, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the hosts
   * @param port the port; 0 for one that is free
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, List<String> host, int port) {
    throw notImplemented("createServer");
  }

  /**
   * Accepts connections at a port that is free, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(ProtocolFactory protocolFactory, @Nullable String host) {
    throw notImplemented("createServer");
  }

  /**
   * Accepts connections at addresses of a family, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @param port the port; 0 for one that is free
   * @param family such as {@link Sockets#afInet}
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, @Nullable String host, int port, @Keyword Object family) {
    throw notImplemented("createServer");
  }

  /**
   * Accepts connections at an address.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @param port the port; 0 for one that is free
   * @param startServing whether to begin at once
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword boolean startServing) {
    throw notImplemented("createServer");
  }

  /**
   * Accepts connections at an address, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @param port the port; 0 for one that is free
   * @param reuseAddress whether a port may be taken of which connections are just gone; null: what
   *     is usual
   * @param reusePort whether a port may be shared with others that say so; null: what is usual
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword @Nullable Boolean reuseAddress,
      @Keyword @Nullable Boolean reusePort) {
    throw notImplemented("createServer");
  }

  /**
   * Accepts connections at an address, beginning at once. Since 3.13.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @param port the port; 0 for one that is free
   * @param backlog how many may wait to be accepted
   * @param keepAlive whether the system asks from time to time if the other side is still there
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword int backlog,
      @Keyword boolean keepAlive) {
    throw notImplemented("createServer");
  }

  /**
   * Is refused, as it says twice where to listen.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host
   * @param port the port
   * @param sock the socket
   * @return a coroutine that raises
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, String host, int port, @Keyword Socket sock) {
    throw notImplemented("createServer");
  }

  /**
   * Is refused, as it does not say where to listen.
   *
   * @param protocolFactory makes the protocol of each
   * @return a coroutine that raises
   */
  default Coroutine<Server> createServer(ProtocolFactory protocolFactory) {
    throw notImplemented("createServer");
  }

  /**
   * Connects to a Unix socket.
   *
   * @param protocolFactory makes the protocol
   * @param path the name of the socket
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, String path) {
    throw notImplemented("createUnixConnection");
  }

  /**
   * Connects to a Unix socket.
   *
   * @param protocolFactory makes the protocol
   * @param path the name of the socket, as the system has it
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, byte[] path) {
    throw notImplemented("createUnixConnection");
  }

  /**
   * Makes a transport for a Unix socket that is connected.
   *
   * @param protocolFactory makes the protocol
   * @param sock the socket, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, @Keyword Socket sock) {
    throw notImplemented("createUnixConnection");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket, as the system has it
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, byte[] path) {
    throw notImplemented("createUnixServer");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, String path) {
    throw notImplemented("createUnixServer");
  }

  /**
   * Accepts connections at a Unix socket. Since 3.13.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @param cleanupSocket whether the file is removed when the server is closed
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, String path, @Keyword boolean cleanupSocket) {
    throw notImplemented("createUnixServer");
  }

  /**
   * Accepts connections at a Unix socket that is bound.
   *
   * @param protocolFactory makes the protocol of each
   * @param sock the socket, which belongs to the server from now on
   * @param startServing whether to begin at once
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, @Keyword Socket sock, @Keyword boolean startServing) {
    throw notImplemented("createUnixServer");
  }

  /**
   * Is refused, as it says twice where to listen.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @param sock the socket
   * @return a coroutine that raises
   */
  default Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, String path, @Keyword Socket sock) {
    throw notImplemented("createUnixServer");
  }

  /**
   * Is refused, as it does not say where to listen.
   *
   * @param protocolFactory makes the protocol of each
   * @return a coroutine that raises
   */
  default Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory) {
    throw notImplemented("createUnixServer");
  }

  /**
   * Is refused, as it says two things: where to connect, and that there is a connection.
   *
   * @param protocolFactory makes the protocol
   * @param path the name of the socket
   * @param sock the socket
   * @return a coroutine that raises
   */
  default Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, String path, @Keyword Socket sock) {
    throw notImplemented("createUnixConnection");
  }

  /**
   * Is refused, as it does not say where to connect.
   *
   * @param protocolFactory makes the protocol
   * @return a coroutine that raises
   */
  default Coroutine<List<Object>> createUnixConnection(ProtocolFactory protocolFactory) {
    throw notImplemented("createUnixConnection");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, Path path) {
    throw notImplemented("createUnixServer");
  }

  /**
   * Connects to a Unix socket.
   *
   * @param protocolFactory makes the protocol
   * @param path the name of the socket
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createUnixConnection(ProtocolFactory protocolFactory, Path path) {
    throw notImplemented("createUnixConnection");
  }

  /**
   * Makes an endpoint of datagrams.
   *
   * @param protocolFactory makes its protocol, a {@link DatagramProtocol}
   * @param localAddr the address to bind it to, or null
   * @param remoteAddr the address to connect it to, or null
   * @return a coroutine that gives a pair: the {@link DatagramTransport} and the protocol
   */
  default Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory,
      @Keyword @Nullable Address localAddr,
      @Keyword @Nullable Address remoteAddr) {
    throw notImplemented("createDatagramEndpoint");
  }

  /**
   * Makes an endpoint of datagrams with options.
   *
   * @param protocolFactory makes its protocol, a {@link DatagramProtocol}
   * @param localAddr the address to bind it to
   * @param reusePort whether the port may be shared with others that say so; null: what is usual
   * @param allowBroadcast whether it may send to all of a network; null: what is usual
   * @return a coroutine that gives a pair: the {@link DatagramTransport} and the protocol
   */
  default Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory,
      @Keyword Address localAddr,
      @Keyword @Nullable Boolean reusePort,
      @Keyword @Nullable Boolean allowBroadcast) {
    throw notImplemented("createDatagramEndpoint");
  }

  /**
   * Makes an endpoint of a socket of datagrams.
   *
   * @param protocolFactory makes its protocol, a {@link DatagramProtocol}
   * @param sock the socket, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link DatagramTransport} and the protocol
   */
  default Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory, @Keyword Socket sock) {
    throw notImplemented("createDatagramEndpoint");
  }

  /**
   * Sends a part of a file over a transport.
   *
   * @param transport the transport
   * @param file the file
   * @param offset where in the file to begin
   * @param count how many bytes at most; null: all that there are
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sendfile(
      Transport transport, File file, int offset, @Nullable Integer count) {
    throw notImplemented("sendfile");
  }

  /**
   * Sends a part of a file over a transport, perhaps by the system only.
   *
   * @param transport the transport
   * @param file the file
   * @param offset where in the file to begin
   * @param count how many bytes at most; null: all that there are
   * @param fallback whether to read and send it piece by piece where the system cannot send it;
   *     else a {@link SendfileNotAvailableException} is raised there
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sendfile(
      Transport transport,
      File file,
      int offset,
      @Nullable Integer count,
      @Keyword boolean fallback) {
    throw notImplemented("sendfile");
  }

  /**
   * Sends a whole file over a transport.
   *
   * @param transport the transport
   * @param file the file
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sendfile(Transport transport, File file) {
    throw notImplemented("sendfile");
  }

  /**
   * Receives from the end of a pipe that is read.
   *
   * @param protocolFactory makes its protocol, a {@link PipeProtocol}
   * @param pipe the end, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link ReadTransport} and the protocol
   */
  default Coroutine<List<Object>> connectReadPipe(ProtocolFactory protocolFactory, Pipe pipe) {
    throw notImplemented("connectReadPipe");
  }

  /**
   * Sends to the end of a pipe that is written.
   *
   * @param protocolFactory makes its protocol, a {@link PipeProtocol}
   * @param pipe the end, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link WriteTransport} and the protocol
   */
  default Coroutine<List<Object>> connectWritePipe(ProtocolFactory protocolFactory, Pipe pipe) {
    throw notImplemented("connectWritePipe");
  }

  /**
   * Looks up the addresses of a host.
   *
   * @param host a name or a numeric address; null for this machine
   * @param port the port, which stands in each address
   * @return a coroutine that gives a list of entries, each of them a list: family, type, protocol,
   *     canonical name and address, which is a list that begins with host and port
   */
  default Coroutine<List<List<Object>>> getaddrinfo(@Nullable String host, int port) {
    throw notImplemented("getaddrinfo");
  }

  /**
   * As {@link #getaddrinfo(String, int)}, of some kinds only.
   *
   * @param host a name or a numeric address; null for this machine
   * @param port the port, which stands in each address
   * @param family such as {@link Sockets#afInet}; 0 for any
   * @param type such as {@link Sockets#sockStream}; 0 for any
   * @param proto such as {@link Sockets#ipprotoTcp}; 0 for any
   * @param flags such as {@link Sockets#aiPassive}; 0 for none
   * @return a coroutine that gives the entries
   */
  default Coroutine<List<List<Object>>> getaddrinfo(
      @Nullable String host,
      int port,
      @Keyword Object family,
      @Keyword Object type,
      @Keyword int proto,
      @Keyword Object flags) {
    throw notImplemented("getaddrinfo");
  }

  /**
   * Looks up the names of an address.
   *
   * @param sockaddr the address
   * @param flags such as {@link Sockets#niNumerichost}; 0 for none
   * @return a coroutine that gives a pair of host and service, both as text
   */
  default Coroutine<List<String>> getnameinfo(Address sockaddr, int flags) {
    throw notImplemented("getnameinfo");
  }

  private UnsupportedOperationException notImplemented(String method) {
    return new UnsupportedOperationException(method + " is not implemented by " + this);
  }
}
