package io.asynciotck.api.io;

import io.asynciotck.api.AsyncIterator;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What comes from a connection, to be read by a coroutine.
 *
 * <p>Python: {@code asyncio.StreamReader}. Source: asyncio-stream.
 */
@OfClass(ConformanceClass.STREAMS)
public interface StreamReader {
  /**
   * Reads until the end.
   *
   * @return a coroutine that gives all bytes
   */
  Coroutine<byte[]> read();

  /**
   * Reads what is there, at least one byte.
   *
   * @param n how many bytes at most; -1 to read until the end
   * @return a coroutine that gives the bytes; none at the end
   */
  Coroutine<byte[]> read(int n);

  /**
   * Reads a line.
   *
   * @return a coroutine that gives the line with its end; what is left at the end of the stream
   */
  Coroutine<byte[]> readline();

  /**
   * Reads this many bytes.
   *
   * @param n how many
   * @return a coroutine that gives them, or raises {@link IncompleteReadException}
   */
  Coroutine<byte[]> readexactly(int n);

  /**
   * Reads until the end of a line.
   *
   * @return a coroutine that gives the line with its end, or raises {@link IncompleteReadException}
   *     or {@link LimitOverrunException}
   */
  Coroutine<byte[]> readuntil();

  /**
   * Reads until a separator.
   *
   * @param separator the separator
   * @return a coroutine that gives the bytes with the separator, or raises {@link
   *     IncompleteReadException} or {@link LimitOverrunException}
   */
  Coroutine<byte[]> readuntil(byte[] separator);

  /**
   * Reads until one of several separators. Since 3.13.
   *
   * @param separator the separators
   * @return a coroutine that gives the bytes with the separator, or raises {@link
   *     IncompleteReadException} or {@link LimitOverrunException}
   */
  Coroutine<byte[]> readuntil(Separators separator);

  /**
   * What {@code async for} begins with.
   *
   * @return what goes through the lines
   */
  @PythonName("__aiter__")
  AsyncIterator<byte[]> asyncIterator();

  /**
   * Whether all was read.
   *
   * @return whether the stream has ended and nothing of it is left
   */
  boolean atEof();

  /** Says that the stream has ended. */
  void feedEof();

  /**
   * Says that some bytes have come.
   *
   * @param data the bytes
   */
  void feedData(byte[] data);

  /**
   * What ended the connection, if it was an error.
   *
   * @return the error, or null
   */
  @Nullable Throwable exception();

  /**
   * Says that an error has ended the connection.
   *
   * @param exc the error
   */
  void setException(Throwable exc);
}
