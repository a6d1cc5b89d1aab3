package io.asynciotck.api.io;

import java.io.IOException;

/**
 * A file that is open to be read, or to be written and read.
 *
 * <p>Python: a file object in binary mode.
 */
public interface File extends AutoCloseable {

  /**
   * The place from which is read or at which is written next.
   *
   * @return the place, in bytes from the beginning
   * @throws IOException if the file is closed
   */
  long tell() throws IOException;

  /**
   * Sets the place from which is read or at which is written next.
   *
   * @param offset the place, in bytes from the beginning
   * @return the place
   * @throws IOException if the file is closed
   */
  long seek(long offset) throws IOException;

  /**
   * Writes bytes. They are in the file after the next {@link #seek}.
   *
   * @param data the bytes
   * @return how many they are
   * @throws IOException if the file is closed or only to be read
   */
  Integer write(byte[] data) throws IOException;

  /**
   * Writes the bytes of a buffer, as {@link #write(byte[])} does.
   *
   * @param data the bytes
   * @return how many they are
   * @throws IOException if the file is closed or only to be read
   */
  Integer write(Buffer data) throws IOException;

  /**
   * Closes the file. Closing it again has no effect.
   *
   * @throws IOException if it fails
   */
  @Override
  void close() throws IOException;
}
