package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes to a transport. The page {@code streams} of the specification. */
public class ConnectionWriter implements StreamWriter {
  private final Asyncio asyncio;
  private final Transport transport;
  private final StreamProtocol protocol;

  /** A writer to a transport, beside the reader of its protocol. */
  protected ConnectionWriter(Asyncio asyncio, Transport transport, StreamProtocol protocol) {
    this.asyncio = asyncio;
    this.transport = transport;
    this.protocol = protocol;
  }

  @Override
  public void write(byte[] data) {
    // Rule: stream-writer.write.sends
    transport.write(data);
  }

  @Override
  public void write(Buffer data) {
    // Rule: stream-writer.write.{bytearray, memoryview, memoryview-items}
    transport.write(data);
  }

  @Override
  public void writelines(List<byte[]> data) {
    // Rule: stream-writer.writelines.order
    transport.writelines(data);
  }

  @Override
  public void writelines(Iterator<byte[]> data) {
    // Rule: stream-writer.writelines.iterable
    transport.writelines(data);
  }

  @Override
  public Coroutine<@Nullable Void> drain() {
    // Rule: stream-writer.drain.coroutine
    return asyncio.coroutine(() -> {
      // Rule: stream-writer.drain.error
      switch (protocol.reader().exception()) {
        case null -> {}
        case Exception raised -> throw raised;
        case Error raised -> throw raised;
        default -> throw new IllegalStateException();
      }
      if (transport.isClosing()) {
        // Whoever writes on and on hears of the end so.
        asyncio.await(asyncio.sleep(Duration.ZERO));
      }
      AsyncFuture<@Nullable Void> resumed = protocol.beforeMore();
      // Rule: stream-writer.drain.{idle, no-yield, high}
      // Rule: stream-writer.drain.{cancelled-raised, cancelled-message, cancelled-sent}
      return resumed == null ? null : waitFor(resumed);
    });
  }

  @Override
  public void close() {
    // Rule: stream-writer.close.ends
    transport.close();
  }

  @Override
  public boolean isClosing() {
    // Rule: stream-writer.is-closing.{open, closed}
    return transport.isClosing();
  }

  @Override
  public Coroutine<@Nullable Void> waitClosed() {
    // Rule: stream-writer.wait-closed.{cancelled-raised, cancelled-message}
    return asyncio.coroutine(() -> waitFor(protocol.end()));
  }

  private @Nullable Void waitFor(AsyncFuture<@Nullable Void> future) throws Exception {
    try {
      return asyncio.await(future);
    } finally {
      // Rule: stream-writer.drain.cancelled-lets-go, stream-writer.wait-closed.cancelled-lets-go
      protocol.forget(future);
    }
  }

  @Override
  public void writeEof() {
    // Rule: stream-writer.write-eof.ends
    transport.writeEof();
  }

  @Override
  public @Nullable Object getExtraInfo(String name) {
    return getExtraInfo(name, null);
  }

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    // Rule: stream-writer.extra-info.transport
    return transport.getExtraInfo(name, defaultValue);
  }

  @Override
  public boolean canWriteEof() {
    // Rule: stream-writer.can-write-eof.transport
    return transport.canWriteEof();
  }

  @Override
  public Transport transport() {
    // Rule: stream-writer.transport.beneath
    return transport;
  }

  @Override
  public String toString() {
    return "<ConnectionWriter of " + transport + ">";
  }
}
