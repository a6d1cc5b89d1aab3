package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncIterator;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.IncompleteReadException;
import io.asynciotck.api.io.LimitOverrunException;
import io.asynciotck.api.io.Separators;
import io.asynciotck.api.io.StopAsyncIterationException;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.seams.Seam;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a transport brings. The page {@code streams} of the specification.
 *
 * <p>Design: what comes is kept in one queue of bytes. One coroutine at a time waits for more, on a
 * future that whatever comes settles; it then looks again whether it has what it wants. While more
 * than twice the limit is kept, the transport is paused.
 */
public class ConnectionReader implements StreamReader {
  private static final byte[] LINE_END = {'\n'};

  private final EventLoop loop;
  private final Asyncio asyncio;
  private final int limit;
  private final ByteQueue buffer = new ByteQueue();
  private @Nullable Transport transport;
  private @Nullable AsyncFuture<@Nullable Void> waiter;
  private @Nullable Throwable exception;
  private boolean ended;
  private boolean paused;

  /** A reader of a loop, with a limit. */
  protected ConnectionReader(EventLoop loop, Asyncio asyncio, int limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("The limit of a stream is not positive: " + limit);
    }
    this.loop = loop;
    this.asyncio = asyncio;
    this.limit = limit;
  }

  /** Takes what brings the data, to pause it. */
  @Seam
  protected void begin(Transport its) {
    transport = its;
  }

  // What comes

  @Override
  public void feedData(byte[] data) {
    if (ended) {
      throw new IllegalStateException("Data came after the end of the stream");
    }
    if (data.length > 0) {
      buffer.add(data);
      wake();
      pauseIfFull();
    }
  }

  @Override
  public void feedEof() {
    // Rule: stream-reader.feed-eof.ends
    ended = true;
    wake();
  }

  @Override
  public void setException(Throwable exc) {
    exception = exc;
    AsyncFuture<@Nullable Void> waiting = waiter;
    waiter = null;
    if (waiting != null && !waiting.isDone()) {
      // Rule: stream-reader.exception.wakes
      waiting.setException(exc);
    }
  }

  @Override
  public @Nullable Throwable exception() {
    return exception;
  }

  @Override
  public boolean atEof() {
    // Rule: stream-reader.at-eof.{open, buffered, empty}
    return ended && buffer.isEmpty();
  }

  /** Tells who waits that there is something new. */
  @Seam
  protected void wake() {
    AsyncFuture<@Nullable Void> waiting = waiter;
    waiter = null;
    if (waiting != null && !waiting.isDone()) {
      waiting.setResult(null);
    }
  }

  /** Pauses the transport when so much is there that nobody has read. */
  @Seam
  protected void pauseIfFull() {
    // Rule: stream-reader.limit.pauses
    if (transport != null && !paused && available() > 2 * limit) {
      paused = true;
      transport.pauseReading();
    }
  }

  /** Resumes the transport when so much was read that more may come. */
  private void resumeIfRead() {
    // Rule: stream-reader.limit.resumes
    if (transport != null && paused && available() <= limit) {
      paused = false;
      transport.resumeReading();
    }
  }

  // Waiting

  /** Waits until something comes, or the end. */
  @Seam
  protected void awaitData(String what) throws Exception {
    // Rule: stream-reader.read.one-at-a-time
    if (waiter != null) {
      throw new IllegalStateException(
          what + "() was called while another coroutine already waits for data");
    }
    if (transport != null && paused) {
      paused = false;
      transport.resumeReading();
    }
    AsyncFuture<@Nullable Void> waiting = loop.createFuture();
    waiter = waiting;
    try {
      asyncio.await(waiting);
    } finally {
      // Rule: stream-reader.read.{cancelled-raised, cancelled-message}
      // Rule: stream-reader.readline.{cancelled-raised, cancelled-message}
      // Rule: stream-reader.readexactly.{cancelled-raised, cancelled-message}
      // Rule: stream-reader.readuntil.{cancelled-raised, cancelled-message}
      // Rule: stream-reader.read.cancelled
      if (waiter == waiting) {
        waiter = null;
      }
    }
  }

  private void raiseWhatWasSet() throws Exception {
    // Rule: stream-reader.exception.raised
    switch (exception) {
      case null -> {}
      case Exception raised -> throw raised;
      case Error raised -> throw raised;
      default -> throw new IllegalStateException(exception);
    }
  }

  /** Whether nothing more will come. */
  final boolean ended() {
    return ended;
  }

  /** How many bytes are there that nobody has read. */
  final int available() {
    return buffer.size();
  }

  private byte[] take(int count) {
    byte[] taken = buffer.take(count);
    resumeIfRead();
    return taken;
  }

  // Reading

  @Override
  public Coroutine<byte[]> read() {
    // Rule: stream-reader.read.all-negative
    return read(-1);
  }

  @Override
  public Coroutine<byte[]> read(int n) {
    // Rule: stream-reader.read.coroutine
    return asyncio.coroutine(() -> readNow(n));
  }

  /** The body of {@code read}. */
  @Seam
  protected byte[] readNow(int n) throws Exception {
    raiseWhatWasSet();
    // Rule: stream-reader.read.zero
    if (n == 0) {
      return new byte[0];
    }
    if (n < 0) {
      return readAll();
    }
    // Rule: stream-reader.read.{as-soon, waits}
    if (buffer.isEmpty() && !ended) {
      awaitData("read");
    }
    // Rule: stream-reader.read.{at-most, rest, end}
    return take(Math.min(n, available()));
  }

  private byte[] readAll() throws Exception {
    // Rule: stream-reader.read.{all, all-end}
    ByteQueue all = new ByteQueue();
    while (true) {
      byte[] part = readNow(limit);
      if (part.length == 0) {
        return all.take(all.size());
      }
      all.add(part);
    }
  }

  @Override
  public Coroutine<byte[]> readexactly(int n) {
    return asyncio.coroutine(() -> readExactlyNow(n));
  }

  /** The body of {@code readexactly}. */
  @Seam
  protected byte[] readExactlyNow(int n) throws Exception {
    // Rule: stream-reader.readexactly.negative
    if (n < 0) {
      throw new IllegalArgumentException("readexactly of less than nothing: " + n);
    }
    raiseWhatWasSet();
    // Rule: stream-reader.readexactly.over-limit
    while (available() < n) {
      if (ended) {
        // Rule: stream-reader.readexactly.{incomplete, partial, nothing-left, expected}
        throw new IncompleteReadException(take(available()), n);
      }
      awaitData("readexactly");
    }
    // Rule: stream-reader.readexactly.bytes
    return take(n);
  }

  @Override
  public Coroutine<byte[]> readuntil() {
    // Rule: stream-reader.readuntil.default
    return readuntil(LINE_END);
  }

  @Override
  public Coroutine<byte[]> readuntil(byte[] separator) {
    return readuntil(Separators.of(separator));
  }

  @Override
  public Coroutine<byte[]> readuntil(Separators separator) {
    return asyncio.coroutine(() -> readUntilNow(separator.any()));
  }

  /** The body of {@code readuntil}. */
  @Seam
  protected byte[] readUntilNow(List<byte[]> separators) throws Exception {
    List<byte[]> sought = new ArrayList<>(separators);
    sought.sort(Comparator.comparingInt(separator -> separator.length));
    // Rule: stream-reader.readuntil.empty-refused
    if (sought.isEmpty() || sought.getFirst().length == 0) {
      throw new IllegalArgumentException("A separator has one byte at least");
    }
    raiseWhatWasSet();
    int from = 0;
    while (true) {
      // Rule: stream-reader.readuntil.across
      Match match = match(sought, from);
      if (match != null) {
        return take(withinLimit(match));
      }
      from = Math.max(0, available() + 1 - sought.getLast().length);
      // Rule: stream-reader.readuntil.limit-not-found
      if (from > limit) {
        throw new LimitOverrunException("No separator within the limit of " + limit, from);
      }
      if (ended) {
        // Rule: stream-reader.readuntil.{incomplete, incomplete-partial, incomplete-reset}
        throw new IncompleteReadException(take(available()), null);
      }
      awaitData("readuntil");
    }
  }

  /** Where a separator stands. */
  record Match(int start, int end) {}

  /** The match that ends first; of those, that of the shortest separator. */
  @Seam
  protected @Nullable Match match(List<byte[]> separators, int from) {
    Match first = null;
    for (byte[] separator : separators) {
      int start = buffer.find(separator, from);
      // Rule: stream-reader.readuntil.{several, several-limit}
      if (start >= 0 && (first == null || start + separator.length < first.end)) {
        first = new Match(start, start + separator.length);
      }
    }
    return first;
  }

  private int withinLimit(Match match) throws LimitOverrunException {
    // Rule: stream-reader.readuntil.{limit, limit-kept, limit-consumed}
    if (match.start > limit) {
      throw new LimitOverrunException(
          "The separator stands behind the limit of " + limit, match.start);
    }
    // Rule: stream-reader.readuntil.{separator, consumed}
    return match.end;
  }

  @Override
  public Coroutine<byte[]> readline() {
    return asyncio.coroutine(this::readLineNow);
  }

  /** The body of {@code readline}. */
  @Seam
  protected byte[] readLineNow() throws Exception {
    try {
      // Rule: stream-reader.readline.line
      return readUntilNow(List.of(LINE_END));
    } catch (IncompleteReadException atTheEnd) {
      // Rule: stream-reader.readline.{rest, end}
      return atTheEnd.partial();
    } catch (LimitOverrunException tooLong) {
      // Rule: stream-reader.readline.{limit, limit-drops}
      boolean endIsThere = buffer.find(LINE_END, tooLong.consumed()) == tooLong.consumed();
      buffer.drop(endIsThere ? tooLong.consumed() + LINE_END.length : available());
      resumeIfRead();
      throw new IllegalArgumentException(tooLong.getMessage(), tooLong);
    }
  }

  @Override
  public AsyncIterator<byte[]> asyncIterator() {
    // Rule: stream-reader.iteration.{lines, ends}
    return this::next;
  }

  /** The next line, for a loop over the reader. */
  @Seam
  protected Coroutine<byte[]> next() {
    return asyncio.coroutine(() -> {
      byte[] line = readLineNow();
      if (line.length == 0) {
        throw new StopAsyncIterationException();
      }
      return line;
    });
  }

  @Override
  public String toString() {
    return "<ConnectionReader " + available() + " bytes" + (ended ? " ended>" : ">");
  }
}
