package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.timers.MonotonicClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Loops whose transports have one fault each, for the soak to find. */
public final class BrokenConnections {
  private BrokenConnections() {}

  /** Makes a transport with a fault. */
  private interface Transports {
    SocketTransport make(
        EventLoop loop, Readiness watched, ChannelSocket socket, BaseProtocol protocol);
  }

  /** Sockets are shut down, and not closed. */
  public static Asyncio leavingDescriptorsOpen() {
    return with((loop, watched, socket, protocol) ->
        new SocketTransport(loop, watched, socket, protocol) {
          @Override
          protected void closeSocket() {
            try {
              socket.shutdown(ChannelSocket.SHUT_WR);
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          }
        });
  }

  /** Of pieces of more than a thousand bytes the last one is another one. */
  public static Asyncio changingBytes() {
    return with((loop, watched, socket, protocol) ->
        new SocketTransport(loop, watched, socket, protocol) {
          @Override
          public void write(byte[] data) {
            byte[] changed = data.clone();
            if (changed.length > 1000) {
              changed[changed.length - 1]++;
            }
            super.write(changed);
          }
        });
  }

  /** Of pieces of more than a thousand bytes the last one is not sent. */
  public static Asyncio losingBytes() {
    return with((loop, watched, socket, protocol) ->
        new SocketTransport(loop, watched, socket, protocol) {
          @Override
          public void write(byte[] data) {
            super.write(data.length > 1000 ? Arrays.copyOf(data, data.length - 1) : data);
          }
        });
  }

  /** Something is kept of each connection. */
  public static Asyncio keepingMemory() {
    AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
    return with((loop, watched, socket, protocol) -> {
      kept.set(new Kept(kept.get(), new byte[200_000]));
      return new SocketTransport(loop, watched, socket, protocol);
    });
  }

  /** What is kept of one connection, and of all before it. */
  private record Kept(@Nullable Kept before, Object something) {}

  private static Asyncio with(Transports transports) {
    return new ReferenceAsyncio(new MonotonicClock()) {
      @Override
      protected SelectorEventLoop newLoop() {
        return new SelectorEventLoop(this, new MonotonicClock()) {
          @Override
          protected Connections newConnections(Readiness watched) {
            return new Connections(this, asyncio, watched) {
              @Override
              protected SocketTransport newTransport(
                  EventLoop itsLoop, Readiness its, ChannelSocket socket, BaseProtocol protocol) {
                return transports.make(itsLoop, its, socket, protocol);
              }
            };
          }
        };
      }
    };
  }
}
