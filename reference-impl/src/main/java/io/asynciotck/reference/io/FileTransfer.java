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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file over a transport. The page {@code sendfile} of the specification.
 *
 * <p>Design: the system takes it from the file, as much at a time as the socket has room for,
 * behind what was written before. Meanwhile the transport has a protocol that waits for that, and
 * reads nothing. What is written meanwhile all the same is sent first.
 */
public final class FileTransfer {
  private final EventLoop loop;
  private final Asyncio asyncio;
  private final SocketTransport transport;

  /** A transfer that has not begun. */
  public FileTransfer(EventLoop loop, Asyncio asyncio, Transport transport) {
    this.loop = loop;
    this.asyncio = asyncio;
    if (!(transport instanceof SocketTransport own)) {
      throw new IllegalArgumentException("No files are sent over " + transport);
    }
    this.transport = own;
  }

  /** Sends a part of a file, and leaves its position behind that. */
  public Coroutine<Integer> send(File file, int offset, @Nullable Integer count) {
    return asyncio.coroutine(() -> {
      // Rule: loop.sendfile.closing
      if (transport.isClosing()) {
        throw new IllegalStateException("Transport is closing: " + transport);
      }
      FileSender sender = transport.newSender((ChannelFile) file, offset, count);
      BaseProtocol protocol = transport.getProtocol();
      List<Integer> limits = transport.getWriteBufferLimits();
      boolean reading = transport.isReading();
      Waiting waiting = new Waiting(protocol, transport.getWriteBufferSize() > 0);
      transport.pauseReading();
      transport.setProtocol(waiting);
      try {
        transport.setWriteBufferLimits(0, 0);
        return sendPieces(sender, waiting);
      } finally {
        // Rule: loop.sendfile.before-write
        transport.setProtocol(protocol);
        transport.setWriteBufferLimits(limits.get(1), limits.get(0));
        // Rule: loop.sendfile.{reads-on, cancelled-reads, paused}
        if (reading) {
          transport.resumeReading();
        }
      }
    });
  }

  private int sendPieces(FileSender sender, Waiting waiting) throws Exception {
    try {
      // Rule: loop.sendfile.{cancelled-raised, cancelled-message}
      // Rule: loop.sendfile.after-write
      waiting.untilAllIsSent();
      // Rule: loop.sendfile.{all, offset, offset-zero, count, at-end}
      while (!sender.isDone()) {
        transport.send(sender);
        if (!sender.isDone()) {
          waiting.untilThereIsRoom();
        }
      }
      // Rule: loop.sendfile.returns
      return sender.sent();
    } finally {
      // Rule: loop.sendfile.{position, position-unsent, error-position}
      sender.setPosition();
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
      raiseIfLost();
    }

    void untilThereIsRoom() throws Exception {
      AsyncFuture<@Nullable Void> future = loop.createFuture();
      change = future;
      transport.watchForRoom(this::changed);
      try {
        asyncio.await(future);
      } finally {
        transport.unwatchForRoom();
      }
      untilAllIsSent();
    }

    private void raiseIfLost() throws IOException {
      // Rule: loop.sendfile.broken
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
      // Rule: loop.sendfile.{resumes-only-paused, resumes-paused}
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
