package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonAttribute;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a connection, written by a coroutine.
 *
 * <p>Python: {@code asyncio.StreamWriter}. Source: asyncio-stream.
 */
@OfClass(ConformanceClass.STREAMS)
public interface StreamWriter {
  /**
   * Sends bytes, at once or later.
   *
   * @param data the bytes
   */
  void write(byte[] data);

  /**
   * Sends what a buffer holds, at once or later.
   *
   * @param data the buffer
   */
  void write(Buffer data);

  /**
   * Sends several pieces of bytes, one after the other.
   *
   * @param data the pieces
   */
  void writelines(List<byte[]> data);

  /**
   * As {@link #writelines(List)}, with pieces that can be gone through only once.
   *
   * @param data the pieces
   */
  default void writelines(Iterator<byte[]> data) {
    List<byte[]> all = new ArrayList<>();
    data.forEachRemaining(all::add);
    writelines(all);
  }

  /**
   * Waits until it is time to write more.
   *
   * @return a coroutine that does it
   */
  Coroutine<@Nullable Void> drain();

  /** Closes the connection when all that was written is sent. */
  void close();

  /**
   * Whether the stream is closed, or about to be.
   *
   * @return whether it is
   */
  boolean isClosing();

  /**
   * Waits until the stream is closed.
   *
   * @return a coroutine that does it
   */
  Coroutine<@Nullable Void> waitClosed();

  /** Tells the other side, after all that was written, that there will be no more. */
  void writeEof();

  /**
   * What the transport tells of itself.
   *
   * @param name what is asked for
   * @return what is known, or null
   */
  @Nullable Object getExtraInfo(String name);

  /**
   * What the transport tells of itself.
   *
   * @param name what is asked for
   * @param defaultValue what to return if it is not known
   * @return what is known, or the default
   */
  @Nullable Object getExtraInfo(String name, @PythonName("default") @Nullable Object defaultValue);

  /**
   * Whether {@link #writeEof} is possible.
   *
   * @return whether it is
   */
  boolean canWriteEof();

  /**
   * The transport beneath.
   *
   * @return the transport
   */
  @PythonAttribute("transport")
  Transport transport();
}
