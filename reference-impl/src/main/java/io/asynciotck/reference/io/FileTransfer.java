package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file over a transport. The page {@code sendfile} of the specification.
 *
 * <p>Design: it is written piece by piece, behind what was written before, and the next piece only
 * when nothing waits to be sent. Meanwhile the transport has a protocol that waits for that, and
 * reads nothing.
 */
public final class FileTransfer {
  private static final int PIECE = 256 * 1024;

  private final EventLoop loop;
  private final Asyncio asyncio;
  private final Transport transport;

  /** A transfer that has not begun. */
  public FileTransfer(EventLoop loop, Asyncio asyncio, Transport transport) {
    this.loop = loop;
    this.asyncio = asyncio;
    this.transport = transport;
  }

  /** Sends a part of a file, and leaves its position behind that. */
  public Coroutine<Integer> send(File file, int offset, @Nullable Integer count) {
    return asyncio.coroutine(() -> {
      // Rule: loop.sendfile.closing
      if (transport.isClosing()) {
        throw new IllegalStateException("Transport is closing: " + transport);
      }
      int most = count == null ? Integer.MAX_VALUE : count;
      BaseProtocol protocol = transport.getProtocol();
      List<Integer> limits = transport.getWriteBufferLimits();
      boolean reading = transport.isReading();
      Waiting waiting = new Waiting(protocol, transport.getWriteBufferSize() > 0);
      transport.pauseReading();
      transport.setProtocol(waiting);
      try {
        transport.setWriteBufferLimits(0, 0);
        return sendPieces(((ChannelFile) file).channel, offset, most, waiting);
      } finally {
        transport.setProtocol(protocol);
        transport.setWriteBufferLimits(limits.get(1), limits.get(0));
        // Rule: loop.sendfile.reads-on
        if (reading) {
          transport.resumeReading();
        }
      }
    });
  }

  private int sendPieces(FileChannel file, int offset, int most, Waiting waiting) throws Exception {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    int sent = 0;
    try {
      // Rule: loop.sendfile.after-write
      waiting.untilAllIsSent();
      while (sent < most) {
        // Rule: loop.sendfile.{offset, count, at-end}
        piece.clear().limit(Math.min(PIECE, most - sent));
        int read = file.read(piece, (long) offset + sent);
        if (read <= 0) {
          break;
        }
        // Rule: loop.sendfile.all
        transport.write(Arrays.copyOf(piece.array(), read));
        waiting.untilAllIsSent();
        sent += read;
      }
      // Rule: loop.sendfile.returns
      return sent;
    } finally {
      // Rule: loop.sendfile.position
      file.position((long) offset + sent);
    }
  }

  /** The protocol of a transport over which a file is sent. */
  private final class Waiting implements Protocol {
    private final BaseProtocol protocol;
    private boolean owesResuming;
    private boolean lost;
    private @Nullable Throwable why;
    private @Nullable AsyncFuture<@Nullable Void> change;

    Waiting(BaseProtocol protocol, boolean owesResuming) {
      this.protocol = protocol;
      this.owesResuming = owesResuming;
    }

    void untilAllIsSent() throws Exception {
      while (transport.getWriteBufferSize() > 0 && !lost) {
        AsyncFuture<@Nullable Void> future = loop.createFuture();
        change = future;
        asyncio.await(future);
      }
      if (lost) {
        throw new IOException("The connection was lost while a file was sent", why);
      }
    }

    private void changed() {
      if (change != null && !change.isDone()) {
        change.setResult(null);
      }
    }

    /** Is called at once, by the new limits, if something waits and its protocol was not paused. */
    @Override
    public void pauseWriting() {
      owesResuming = false;
    }

    @Override
    public void resumeWriting() {
      if (owesResuming) {
        owesResuming = false;
        protocol.resumeWriting();
      }
      changed();
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      lost = true;
      why = exc;
      changed();
      protocol.connectionLost(exc);
    }
  }
}
