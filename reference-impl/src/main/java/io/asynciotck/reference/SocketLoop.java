package io.asynciotck.reference;

import io.asynciotck.api.Callback;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.io.NameResolution;
import io.asynciotck.reference.io.Readiness;
import io.asynciotck.reference.io.SocketOperations;
import io.asynciotck.reference.seams.Seam;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does with descriptors, with sockets directly and with names. The pages {@code
 * readiness}, {@code sockets} and {@code name-resolution} of the specification.
 *
 * <p>Design: the parts that do it are made when they are first needed.
 */
public abstract class SocketLoop implements EventLoop {
  /** The module that made it. */
  public final BaseAsyncio asyncio;

  private @Nullable Readiness readiness;
  private @Nullable SocketOperations sockets;

  SocketLoop(BaseAsyncio asyncio) {
    this.asyncio = asyncio;
  }

  /** Refuses to go on if the loop is closed. */
  protected abstract void checkClosed();

  /** The descriptors that are watched; null as long as none ever was. */
  protected final @Nullable Readiness readiness() {
    return readiness;
  }

  /** Makes what watches descriptors. */
  protected abstract Readiness newReadiness();

  @Override
  public void addReader(Object fd, Runnable callback) {
    // Rule: loop.add-reader.closed-loop
    checkClosed();
    watched().addReader(fd, asyncio.contexts().bound(callback));
  }

  @Override
  public void addReader(Object fd, Callback callback, @Nullable Object... args) {
    Objects.requireNonNull(callback, "callback");
    // Rule: loop.add-reader.{arguments, replaces-arguments}
    addReader(fd, () -> callback.call(args));
  }

  @Override
  public boolean removeReader(Object fd) {
    return readiness != null && !isClosed() && readiness.removeReader(fd);
  }

  @Override
  public void addWriter(Object fd, Runnable callback) {
    // Rule: loop.add-writer.closed-loop
    checkClosed();
    watched().addWriter(fd, asyncio.contexts().bound(callback));
  }

  @Override
  public void addWriter(Object fd, Callback callback, @Nullable Object... args) {
    Objects.requireNonNull(callback, "callback");
    // Rule: loop.add-writer.{arguments, replaces-arguments}
    addWriter(fd, () -> callback.call(args));
  }

  @Override
  public boolean removeWriter(Object fd) {
    return readiness != null && !isClosed() && readiness.removeWriter(fd);
  }

  @Override
  public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
    // Rule: loop.sock-recv.coroutine
    return sockets().recv(sock, nbytes);
  }

  @Override
  public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
    return sockets().recvInto(sock, buf);
  }

  @Override
  public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
    return sockets().recvfrom(sock, bufsize);
  }

  @Override
  public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
    return sockets().recvfromInto(sock, buf, 0);
  }

  @Override
  public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf, int nbytes) {
    return sockets().recvfromInto(sock, buf, nbytes);
  }

  @Override
  public Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
    return sockets().sendto(sock, data, address);
  }

  @Override
  public Coroutine<Integer> sockSendfile(Socket sock, File file) {
    return sockSendfile(sock, file, 0, null, true);
  }

  @Override
  public Coroutine<Integer> sockSendfile(
      Socket sock, File file, int offset, @Nullable Integer count, boolean fallback) {
    // Rule: loop.sock-sendfile.fallback-false
    return sockets().sendfile(sock, file, offset, count);
  }

  @Override
  public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
    // Rule: loop.sock-sendall.coroutine
    return sockets().sendall(sock, data);
  }

  @Override
  public Coroutine<@Nullable Void> sockSendall(Socket sock, Buffer data) {
    return sockets().sendall(sock, data);
  }

  @Override
  public Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
    return sockets().connect(sock, address);
  }

  @Override
  public Coroutine<@Nullable Void> sockConnect(Socket sock, String path) {
    return sockets().connect(sock, path);
  }

  @Override
  public Coroutine<List<Object>> sockAccept(Socket sock) {
    // Rule: loop.sock-accept.coroutine
    return sockets().accept(sock);
  }

  @Override
  public Coroutine<List<List<Object>>> getaddrinfo(@Nullable String host, int port) {
    // Rule: loop.getaddrinfo.unasked
    return getaddrinfo(host, port, 0, 0, 0, 0);
  }

  @Override
  public Coroutine<List<List<Object>>> getaddrinfo(
      @Nullable String host, int port, Object family, Object type, int proto, Object flags) {
    // Rule: loop.getaddrinfo.coroutine
    return newNameResolution().getaddrinfo(host, port, family, type, proto, flags);
  }

  @Override
  public Coroutine<List<String>> getnameinfo(Address sockaddr, int flags) {
    // Rule: loop.getnameinfo.coroutine
    return newNameResolution().getnameinfo(sockaddr, flags);
  }

  /** Makes what looks up names. */
  @Seam
  protected NameResolution newNameResolution() {
    return new NameResolution(this, asyncio);
  }

  /** What works with sockets directly. */
  final SocketOperations sockets() {
    SocketOperations operations = sockets;
    if (operations == null) {
      checkClosed();
      operations = newSocketOperations(watched());
      sockets = operations;
    }
    return operations;
  }

  /** Makes what works with sockets directly. */
  @Seam
  protected SocketOperations newSocketOperations(Readiness watched) {
    return new SocketOperations(this, asyncio, watched);
  }

  /** The descriptors that are watched, from now on. */
  final Readiness watched() {
    Readiness watched = readiness;
    if (watched == null) {
      watched = newReadiness();
      readiness = watched;
    }
    return watched;
  }
}
