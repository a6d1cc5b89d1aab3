package io.asynciotck.api.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One end of a pipe, which is a file without a buffer. May be used in any thread, by one thread at
 * a time.
 *
 * <p>Python: {@code io.FileIO}.
 */
public interface Pipe extends AutoCloseable {

  /**
   * What the system knows the end by: in Python the number of the descriptor.
   *
   * @return the descriptor
   * @throws IllegalArgumentException if the end is closed
   */
  Object fileno();

  /**
   * Reads some bytes.
   *
   * @param size how many at most
   * @return the bytes; none if nobody will write any more, null if it would have to wait
   * @throws IOException if it fails
   */
  byte @Nullable [] read(int size) throws IOException;

  /**
   * Writes some bytes.
   *
   * @param data the bytes
   * @return how many were taken; null if it would have to wait
   * @throws IOException if nobody will read them
   */
  @Nullable Integer write(byte[] data) throws IOException;

  /**
   * Closes the end. Closing it again has no effect.
   *
   * @throws IOException if it fails
   */
  @Override
  void close() throws IOException;
}
