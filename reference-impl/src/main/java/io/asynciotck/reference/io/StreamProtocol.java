package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a transport and its streams: brings data to the reader, pauses the writer.
 */
final class StreamProtocol implements Protocol {
  private final EventLoop loop;
  private final ConnectionReader reader;
  private final Consumer<Transport> whenMade;
  private final AsyncFuture<@Nullable Void> closed;
  private final Set<AsyncFuture<@Nullable Void>> waitingForEnd = new LinkedHashSet<>();
  private final Set<AsyncFuture<@Nullable Void>> draining = new LinkedHashSet<>();
  private boolean paused;
  private boolean lost;

  /** A protocol that tells somebody when the connection is there. */
  StreamProtocol(EventLoop loop, ConnectionReader reader, Consumer<Transport> whenMade) {
    this.loop = loop;
    this.reader = reader;
    this.whenMade = whenMade;
    this.closed = loop.createFuture();
  }

  ConnectionReader reader() {
    return reader;
  }

  /** A future that the end of the connection settles, and that nobody else waits for. */
  AsyncFuture<@Nullable Void> end() {
    if (closed.isDone()) {
      return closed;
    }
    // Rule: stream-writer.wait-closed.{cancelled-again, cancelled-others}
    AsyncFuture<@Nullable Void> end = loop.createFuture();
    waitingForEnd.add(end);
    return end;
  }

  @Override
  public void connectionMade(Transport transport) {
    reader.begin(transport);
    whenMade.accept(transport);
  }

  @Override
  public void dataReceived(byte[] data) {
    reader.feedData(data);
  }

  @Override
  public boolean eofReceived() {
    reader.feedEof();
    // Rule: stream-writer.write-eof.answered
    return true;
  }

  @Override
  public void connectionLost(@Nullable Throwable exc) {
    lost = true;
    // Rule: stream-writer.wait-closed.{waits, returns}, stream-reader.lost.{end, error}
    if (exc == null) {
      reader.feedEof();
    } else {
      reader.setException(exc);
    }
    settle(closed, exc);
    if (exc != null) {
      closed.exception(); // Nobody need wait for the end of a stream.
    }
    settleAll(waitingForEnd, exc);
    // Rule: stream-writer.drain.lost-while-waiting
    settleAll(draining, exc);
  }

  /** Tells who waits, unless he has given up. */
  private static void settle(AsyncFuture<@Nullable Void> waiting, @Nullable Throwable exc) {
    if (waiting.isDone()) {
      return;
    }
    if (exc == null) {
      waiting.setResult(null);
    } else {
      waiting.setException(exc);
    }
  }

  @Override
  public void pauseWriting() {
    paused = true;
  }

  @Override
  public void resumeWriting() {
    paused = false;
    // Rule: stream-writer.drain.{resumes, several, cancelled-again, cancelled-others}
    settleAll(draining, null);
  }

  private static void settleAll(Set<AsyncFuture<@Nullable Void>> waiting, @Nullable Throwable exc) {
    List<AsyncFuture<@Nullable Void>> taken = new ArrayList<>(waiting);
    waiting.clear();
    for (AsyncFuture<@Nullable Void> each : taken) {
      settle(each, exc);
    }
  }

  /** A future to wait for before more is written; null if nothing is to be waited for. */
  @Nullable AsyncFuture<@Nullable Void> beforeMore() throws SocketException {
    // Rule: stream-writer.drain.lost
    if (lost) {
      throw new SocketException("The connection is lost");
    }
    if (!paused) {
      return null;
    }
    AsyncFuture<@Nullable Void> resumed = loop.createFuture();
    draining.add(resumed);
    return resumed;
  }

  /** Lets go of what nobody waits for any more. */
  void forget(AsyncFuture<@Nullable Void> given) {
    waitingForEnd.remove(given);
    draining.remove(given);
  }
}
