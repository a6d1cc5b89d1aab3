package io.asynciotck.reference;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.io.ChannelSocket;
import io.asynciotck.reference.io.ConnectionOptions;
import io.asynciotck.reference.io.Connections;
import io.asynciotck.reference.io.Endpoints;
import io.asynciotck.reference.io.FileTransfer;
import io.asynciotck.reference.io.PipeConnections;
import io.asynciotck.reference.io.Readiness;
import io.asynciotck.reference.seams.Seam;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does with connections, servers, endpoints, files and pipes: whoever makes them is
 * made for each call, of what was said.
 */
public abstract class InputOutputLoop extends SocketLoop {
  private static final String ADDRESS_AND_SOCKET =
      "An address and a socket cannot be given at the same time";
  private static final String NO_ADDRESS = "Neither an address nor a socket was given";
  private static final String PATH_AND_SOCKET =
      "A path and a socket cannot be given at the same time";
  private static final String NO_PATH = "Neither a path nor a socket was given";

  InputOutputLoop(BaseAsyncio asyncio) {
    super(asyncio);
  }

  // Connections

  @Override
  public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory, Socket sock) {
    return connections().create(protocolFactory, sock);
  }

  @Override
  public Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Nullable String host, int port) {
    return connection(protocolFactory, host, port, ConnectionOptions.NONE);
  }

  @Override
  public Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, String host, int port, Address localAddr) {
    return connection(protocolFactory, host, port, ConnectionOptions.NONE.from(localAddr));
  }

  @Override
  public Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Nullable String host, int port, Object family) {
    return connection(protocolFactory, host, port, ConnectionOptions.NONE.of(family));
  }

  @Override
  public Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      Object family,
      int proto,
      Object flags) {
    ConnectionOptions options = ConnectionOptions.NONE.of(family).lookedUp(proto, flags);
    return connection(protocolFactory, host, port, options);
  }

  @Override
  public Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Nullable String host, int port, boolean allErrors) {
    return connection(protocolFactory, host, port, ConnectionOptions.NONE.telling(allErrors));
  }

  @Override
  public Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Nullable Duration happyEyeballsDelay,
      @Nullable Integer interleave) {
    // Rule: connection.interleave.default
    int first = interleave != null ? interleave : happyEyeballsDelay == null ? 0 : 1;
    ConnectionOptions options = ConnectionOptions.NONE.overlapping(happyEyeballsDelay, first);
    return connection(protocolFactory, host, port, options);
  }

  @Override
  public Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, String host, int port, Socket sock) {
    // Rule: connection.sock.with-address
    return refused(ADDRESS_AND_SOCKET);
  }

  @Override
  public Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory) {
    // Rule: connection.address.missing
    return refused(NO_ADDRESS);
  }

  @Override
  public Coroutine<List<Object>> connectAcceptedSocket(
      ProtocolFactory protocolFactory, Socket sock) {
    return createConnection(protocolFactory, sock);
  }

  private Coroutine<List<Object>> connection(
      ProtocolFactory factory, @Nullable String host, int port, ConnectionOptions options) {
    return connections().create(factory, host, port, options, sockets());
  }

  // Servers

  @Override
  public Coroutine<Server> createServer(ProtocolFactory protocolFactory, Socket sock) {
    return createServer(protocolFactory, sock, true);
  }

  @Override
  public Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
    return connections().serve(protocolFactory, sock, startServing);
  }

  @Override
  public Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, @Nullable String host, int port) {
    return createServer(protocolFactory, hosts(host), port);
  }

  @Override
  public Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, List<String> host, int port) {
    return server(protocolFactory, host, port, ServerOptions.NONE);
  }

  @Override
  public Coroutine<Server> createServer(ProtocolFactory protocolFactory, @Nullable String host) {
    return server(protocolFactory, hosts(host), 0, ServerOptions.NONE);
  }

  @Override
  public Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, @Nullable String host, int port, ServerOptions options) {
    return server(protocolFactory, hosts(host), port, options);
  }

  @Override
  public Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, String host, int port, Socket sock) {
    // Rule: server.sock.with-address
    return refused(ADDRESS_AND_SOCKET);
  }

  @Override
  public Coroutine<Server> createServer(ProtocolFactory protocolFactory) {
    // Rule: server.address.missing
    return refused(NO_ADDRESS);
  }

  private Coroutine<Server> server(
      ProtocolFactory factory, List<String> hosts, int port, ServerOptions options) {
    return connections().serve(factory, hosts, port, options);
  }

  private static List<String> hosts(@Nullable String host) {
    return List.of(host == null ? "" : host);
  }

  // Unix sockets

  @Override
  public Coroutine<List<Object>> createUnixConnection(ProtocolFactory protocolFactory, Path path) {
    // Rule: unix-connection.path.object
    return createUnixConnection(protocolFactory, path.toString());
  }

  @Override
  public Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, String path, Socket sock) {
    // Rule: unix-connection.sock.with-path
    return refused(PATH_AND_SOCKET);
  }

  @Override
  public Coroutine<List<Object>> createUnixConnection(ProtocolFactory protocolFactory) {
    // Rule: unix-connection.path.none
    return refused(NO_PATH);
  }

  @Override
  public Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, String path) {
    return connections().createUnix(protocolFactory, path);
  }

  @Override
  public Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, byte[] path) {
    // Rule: unix-connection.path.bytes
    return createUnixConnection(protocolFactory, new String(path, StandardCharsets.UTF_8));
  }

  @Override
  public Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, Socket sock) {
    // Rule: unix-connection.sock.owned
    return createConnection(protocolFactory, sock);
  }

  @Override
  public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, Path path) {
    // Rule: unix-server.path.object
    return createUnixServer(protocolFactory, path.toString());
  }

  @Override
  public Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, Socket sock, boolean startServing) {
    return connections().serveUnix(protocolFactory, sock, startServing, true);
  }

  @Override
  public Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, boolean cleanupSocket, Socket sock) {
    return connections().serveUnix(protocolFactory, sock, true, cleanupSocket);
  }

  @Override
  public Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, String path, Socket sock) {
    // Rule: unix-server.sock.with-path
    return refused(PATH_AND_SOCKET);
  }

  @Override
  public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory) {
    // Rule: unix-server.path.none
    return refused(NO_PATH);
  }

  @Override
  public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, byte[] path) {
    // Rule: unix-server.path.bytes
    return createUnixServer(protocolFactory, new String(path, StandardCharsets.UTF_8));
  }

  @Override
  public Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, String path) {
    // Rule: unix-server.cleanup.default
    return createUnixServer(protocolFactory, path, true);
  }

  @Override
  public Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, String path, boolean cleanupSocket) {
    return connections().serveUnix(protocolFactory, path, ChannelSocket.BACKLOG, cleanupSocket);
  }

  @Override
  public Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, String path, int backlog) {
    return connections().serveUnix(protocolFactory, path, backlog, true);
  }

  // Datagrams

  @Override
  public Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory, @Nullable Address localAddr, @Nullable Address remoteAddr) {
    return endpoints().create(protocolFactory, localAddr, remoteAddr, Endpoints.Options.NONE);
  }

  @Override
  public Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory,
      Address localAddr,
      @Nullable Boolean reusePort,
      @Nullable Boolean allowBroadcast) {
    Endpoints.Options options =
        Endpoints.Options.NONE.sharing(
            Boolean.TRUE.equals(reusePort), Boolean.TRUE.equals(allowBroadcast));
    return endpoints().create(protocolFactory, localAddr, null, options);
  }

  @Override
  public Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory,
      @Nullable Address localAddr,
      @Nullable Address remoteAddr,
      Object family,
      int proto,
      Object flags) {
    Endpoints.Options options = Endpoints.Options.NONE.lookedUp(family, proto, flags);
    return endpoints().create(protocolFactory, localAddr, remoteAddr, options);
  }

  @Override
  public Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory, Socket sock) {
    return endpoints().create(protocolFactory, sock);
  }

  // Files

  @Override
  public Coroutine<Integer> sendfile(Transport transport, File file) {
    return sendfile(transport, file, 0, null);
  }

  @Override
  public Coroutine<Integer> sendfile(
      Transport transport, File file, int offset, @Nullable Integer count) {
    return new FileTransfer(this, asyncio, transport).send(file, offset, count);
  }

  @Override
  public Coroutine<Integer> sendfile(
      Transport transport, File file, int offset, @Nullable Integer count, boolean fallback) {
    // Rule: loop.sendfile.fallback-false
    // The system sends the file: there is nothing to fall back on.
    return sendfile(transport, file, offset, count);
  }

  // Pipes

  @Override
  public Coroutine<List<Object>> connectReadPipe(ProtocolFactory protocolFactory, Pipe pipe) {
    return pipes().connectRead(protocolFactory, pipe);
  }

  @Override
  public Coroutine<List<Object>> connectWritePipe(ProtocolFactory protocolFactory, Pipe pipe) {
    return pipes().connectWrite(protocolFactory, pipe);
  }

  // What makes them, for one call

  private Connections connections() {
    checkClosed();
    return newConnections(watched());
  }

  /** Makes what makes connections. */
  @Seam
  protected Connections newConnections(Readiness watched) {
    return new Connections(this, asyncio, watched);
  }

  private Endpoints endpoints() {
    checkClosed();
    return newEndpoints(watched());
  }

  /** Makes what makes endpoints of datagrams. */
  @Seam
  protected Endpoints newEndpoints(Readiness watched) {
    return new Endpoints(this, asyncio, watched);
  }

  private PipeConnections pipes() {
    checkClosed();
    return newPipes(watched());
  }

  /** Makes what connects protocols to pipes. */
  @Seam
  protected PipeConnections newPipes(Readiness watched) {
    return new PipeConnections(this, asyncio, watched);
  }

  /** A coroutine that refuses arguments which cannot be meant. */
  private <T> Coroutine<T> refused(String why) {
    return asyncio.coroutine(() -> {
      throw new IllegalArgumentException(why);
    });
  }
}
