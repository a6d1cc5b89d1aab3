package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.module.ReferenceAsyncio;
import org.jspecify.annotations.Nullable;

/** Modules whose streams are broken. */
abstract class StreamsBroken extends ReferenceAsyncio {
  StreamsBroken(LoopClock clock) {
    super(clock);
  }

  /** Makes the reader, which may be broken. */
  ConnectionReader reader(EventLoop loop, int limit) {
    return new ConnectionReader(loop, this, limit);
  }

  /** Makes the writer, which may be broken. */
  StreamWriter writer(Transport transport, StreamProtocol protocol) {
    return new ConnectionWriter(this, transport, protocol);
  }

  /** Starts what a handler has returned, perhaps wrongly. */
  void start(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
    new StreamConnections(this).startTask(loop, coroutine, transport);
  }

  /** Ends a connection whose handler has raised, perhaps wrongly. */
  void end(EventLoop loop, @Nullable Throwable raised, Transport transport) {
    new StreamConnections(this).hangUp(loop, raised, transport);
  }

  /** A future that nobody settles. */
  final AsyncFuture<@Nullable Void> never() {
    return getRunningLoop().createFuture();
  }

  @Override
  protected StreamConnections newStreams() {
    return new StreamConnections(this) {
      @Override
      protected ConnectionReader newReader(EventLoop loop, int limit) {
        return reader(loop, limit);
      }

      @Override
      protected StreamWriter newWriter(Transport transport, StreamProtocol protocol) {
        return writer(transport, protocol);
      }

      @Override
      protected void startTask(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
        start(loop, coroutine, transport);
      }

      @Override
      protected void hangUp(EventLoop loop, @Nullable Throwable raised, Transport transport) {
        end(loop, raised, transport);
      }
    };
  }
}
