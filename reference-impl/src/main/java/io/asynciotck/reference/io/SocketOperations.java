package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does with sockets directly. The page {@code sockets} of the specification.
 *
 * <p>Design: each operation tries at once, and waits for its socket only when it has to. It is the
 * coroutine that tries, not the callback of the descriptor: so nothing is taken from a socket for a
 * task that was cancelled in between.
 */
public class SocketOperations {
  private final EventLoop loop;
  private final Asyncio asyncio;
  private final Readiness readiness;

  /** The operations of a loop of a module. */
  public SocketOperations(EventLoop loop, Asyncio asyncio, Readiness readiness) {
    this.loop = loop;
    this.asyncio = asyncio;
    this.readiness = readiness;
  }

  /** An attempt that may have to wait. */
  @FunctionalInterface
  private interface Attempt<T> {
    /**
     * Tries; gives null, or raises {@link BlockingIoException}, if it would have to wait. The first
     * costs nothing.
     */
    @Nullable T attempt() throws Exception;
  }

  /** Receives some bytes. */
  public Coroutine<byte[]> recv(Socket sock, int nbytes) {
    // Rule: loop.sock-recv.from-await
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-recv.{data, at-most, end, error, waits, others-run, while-sending}
      // Rule: loop.sock-recv.{cancelled-raised, cancelled-message}
      return whenReadable(sock, () -> receive(own(sock), nbytes));
    });
  }

  /** Receives what there is into memory that all share, and gives a copy; null: nothing yet. */
  private byte @Nullable [] receive(ChannelSocket sock, int nbytes) throws IOException {
    if (nbytes < 0) {
      throw new IllegalArgumentException("Less than nothing cannot be received: " + nbytes);
    }
    ByteBuffer shared = readiness.sharedBuffer().clear();
    int received = sock.receiveNow(shared.limit(Math.min(nbytes, shared.capacity())));
    if (received == 0 && nbytes > 0) {
      return null;
    }
    byte[] data = new byte[Math.max(received, 0)];
    shared.flip().get(data);
    return data;
  }

  /** Receives some bytes into a buffer. */
  public Coroutine<Integer> recvInto(Socket sock, Buffer buf) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-recv-into.{data, count, fills, end, error, waits}
      // Rule: loop.sock-recv-into.{cancelled-raised, cancelled-message}
      ByteBuffer memory = MemoryBuffer.memoryOf(buf);
      return whenReadable(
          sock,
          () -> {
            int received = own(sock).receiveNow(memory);
            return received == 0 && memory.hasRemaining() ? null : Math.max(received, 0);
          });
    });
  }

  /** Receives a datagram. */
  public Coroutine<List<Object>> recvfrom(Socket sock, int bufsize) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-recvfrom.{pair, one, cut, waits, error}
      // Rule: loop.sock-recvfrom.{cancelled-raised, cancelled-message}
      return whenReadable(sock, () -> sock.recvfrom(bufsize));
    });
  }

  /** Receives a datagram into a buffer. */
  public Coroutine<List<Object>> recvfromInto(Socket sock, Buffer buf, int nbytes) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-recvfrom-into.{data, pair, at-most, too-many, waits, error}
      // Rule: loop.sock-recvfrom-into.{cancelled-raised, cancelled-message}
      ByteBuffer memory = MemoryBuffer.memoryOf(buf);
      if (nbytes < 0 || nbytes > memory.remaining()) {
        throw new IllegalArgumentException("nbytes is greater than the length of the buffer");
      }
      ByteBuffer part = nbytes == 0 ? memory : memory.slice(0, nbytes);
      return whenReadable(sock, () -> own(sock).recvfrom(part));
    });
  }

  /** Sends a datagram. */
  public Coroutine<Integer> sendto(Socket sock, byte[] data, Address address) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-sendto.{sends, count, ipv6, error}
      return whenWritable(sock, () -> sock.sendto(data, address));
    });
  }

  /** Sends a part of a file, or all from a place on. */
  public Coroutine<Integer> sendfile(Socket sock, File file, int offset, @Nullable Integer count) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-sendfile.{offset-negative, count-zero}
      if (offset < 0 || (count != null && count <= 0)) {
        throw new IllegalArgumentException("Not a part of a file: " + offset + ", " + count);
      }
      FileSender sender = new FileSender((ChannelFile) file, own(sock), offset, count);
      try {
        // Rule: loop.sock-sendfile.{all, waits, offset, offset-zero, count, at-end, returns}
        // Rule: loop.sock-sendfile.{cancelled-raised, cancelled-message}
        while (!sender.isDone()) {
          whenWritable(sock, sender::send);
        }
      } finally {
        // Rule: loop.sock-sendfile.{position, position-unsent, error-position, cancelled-position}
        sender.setPosition();
      }
      return sender.sent();
    });
  }

  /** Sends all bytes. */
  public Coroutine<@Nullable Void> sendall(Socket sock, byte[] data) {
    return sendall(sock, ByteBuffer.wrap(data));
  }

  /** Sends all bytes of a buffer. */
  public Coroutine<@Nullable Void> sendall(Socket sock, Buffer data) {
    // Rule: loop.sock-sendall.items
    return sendall(sock, MemoryBuffer.memoryOf(data));
  }

  private Coroutine<@Nullable Void> sendall(Socket sock, ByteBuffer left) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-sendall.{sends, all, waits, none, error}
      // Rule: loop.sock-sendall.{cancelled-raised, cancelled-message}
      while (left.hasRemaining()) {
        whenWritable(
            sock,
            () -> {
              int sent = own(sock).sendNow(left);
              return sent == 0 ? null : sent;
            });
      }
      return null;
    });
  }

  /** Connects. */
  @Seam
  public Coroutine<@Nullable Void> connect(Socket sock, Address address) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-connect.name
      Address numeric = NameResolution.first(loop, asyncio, address);
      // Rule: loop.sock-connect.{connects, ipv6, none, refused}
      try {
        sock.connect(numeric);
      } catch (BlockingIoException pending) {
        // Rule: loop.sock-connect.{cancelled-raised, cancelled-message, cancelled-unwatched}
        // Rule: connection.address.background
        awaitWritable(sock);
        own(sock).finishConnect();
      }
      return null;
    });
  }

  /** Connects to a Unix socket, which is done at once or not at all. */
  public Coroutine<@Nullable Void> connect(Socket sock, String path) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-connect.unix
      sock.connect(path);
      return null;
    });
  }

  /** Accepts a connection. */
  public Coroutine<List<Object>> accept(Socket sock) {
    return asyncio.coroutine(() -> {
      checkNotBlocking(sock);
      // Rule: loop.sock-accept.{connection, waits, error}
      // Rule: loop.sock-accept.{cancelled-raised, cancelled-message}
      ChannelSocket connection = whenReadable(sock, () -> own(sock).acceptNow());
      // Rule: loop.sock-accept.not-blocking
      connection.setblocking(false);
      // Rule: loop.sock-accept.{address, ipv6, unix}
      return List.of(connection, connection.peer());
    });
  }

  private static ChannelSocket own(Socket sock) {
    if (sock instanceof ChannelSocket own) {
      return own;
    }
    throw new IllegalArgumentException("Not a socket of this implementation: " + sock);
  }

  /** In debug mode, refuses a socket that blocks: it would stop the loop. */
  @Seam
  protected void checkNotBlocking(Socket sock) {
    Objects.requireNonNull(sock, "sock");
    if (loop.getDebug() && sock.getblocking()) {
      throw new IllegalArgumentException("The socket must not block: " + sock);
    }
  }

  /** Tries until there was something to be read. */
  private <T> T whenReadable(Socket sock, Attempt<T> attempt) throws Exception {
    T done = attempted(attempt);
    while (done == null) {
      awaitReadable(sock);
      done = attempted(attempt);
    }
    return done;
  }

  /** Tries until something could be written. */
  private <T> T whenWritable(Socket sock, Attempt<T> attempt) throws Exception {
    T done = attempted(attempt);
    while (done == null) {
      awaitWritable(sock);
      done = attempted(attempt);
    }
    return done;
  }

  private static <T> @Nullable T attempted(Attempt<T> attempt) throws Exception {
    try {
      return attempt.attempt();
    } catch (BlockingIoException wouldWait) {
      return null;
    }
  }

  private void awaitReadable(Socket sock) throws Exception {
    Object fd = sock.fileno();
    AsyncFuture<@Nullable Void> ready = loop.createFuture();
    WatchHandle handle = readiness.addReader(fd, () -> settle(ready));
    try {
      asyncio.await(ready);
    } finally {
      // Rule: loop.sock-recv.reused, loop.sock-recvfrom.reused, loop.sock-recvfrom-into.reused
      // Whoever has taken the place of this reader keeps it.
      if (!handle.isCancelled()) {
        unwatchReader(fd);
      }
    }
  }

  private void awaitWritable(Socket sock) throws Exception {
    Object fd = sock.fileno();
    AsyncFuture<@Nullable Void> ready = loop.createFuture();
    WatchHandle handle = readiness.addWriter(fd, () -> settle(ready));
    try {
      asyncio.await(ready);
    } finally {
      if (!handle.isCancelled()) {
        unwatchWriter(fd);
      }
    }
  }

  /** Ends that a socket is watched which is to be read. */
  @Seam
  protected void unwatchReader(Object fd) {
    readiness.removeReader(fd);
  }

  /** Ends that a socket is watched which is to be written. */
  @Seam
  protected void unwatchWriter(Object fd) {
    readiness.removeWriter(fd);
  }

  private static void settle(AsyncFuture<@Nullable Void> ready) {
    if (!ready.isDone()) {
      ready.setResult(null);
    }
  }
}
