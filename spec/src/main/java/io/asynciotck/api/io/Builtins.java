package io.asynciotck.api.io;

import io.asynciotck.api.Keyword;
import java.io.IOException;

/** Makes buffers and files: Python's module {@code builtins}. May be used in any thread. */
public interface Builtins {

  /**
   * Makes a buffer.
   *
   * @param length how many bytes it has, all of them 0
   * @return the buffer
   */
  Buffer bytearray(int length);

  /**
   * Makes a buffer with these bytes.
   *
   * @param bytes what is in it
   * @return the buffer
   */
  default Buffer bytearray(byte[] bytes) {
    Buffer buffer = bytearray(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      buffer.set(i, Byte.toUnsignedInt(bytes[i]));
    }
    return buffer;
  }

  /**
   * Makes a buffer with the bytes of another one.
   *
   * @param source the other one
   * @return the buffer
   */
  default Buffer bytearray(Buffer source) {
    throw new UnsupportedOperationException("a copy of a buffer");
  }

  /**
   * Makes a view of a buffer.
   *
   * @param object the buffer
   * @return the view
   */
  default MemoryView memoryview(Buffer object) {
    throw new UnsupportedOperationException("a view of a buffer");
  }

  /**
   * Makes a buffer of a part of another one, whose bytes both have from then on.
   *
   * <p>Python: {@code memoryview(object)[start:stop]}, which is more than a call: so only
   * implementations in this JVM have it.
   *
   * @param object the buffer
   * @param start where the part begins
   * @param stop the place behind its end
   * @return the part
   */
  default Buffer memoryview(Buffer object, int start, int stop) {
    throw new UnsupportedOperationException("a part of a buffer");
  }

  /**
   * Opens a file.
   *
   * @param path its path
   * @param mode what for: {@code rb}, to be read as bytes; {@code w+b}, to be emptied, written and
   *     read
   * @return the file
   * @throws IOException if that cannot be done
   */
  File open(String path, String mode) throws IOException;

  /**
   * Opens what the system knows by a descriptor or a path, without a buffer.
   *
   * @param file a descriptor, such as {@link OperatingSystem#pipe} makes, which is closed with what
   *     is returned; or a path
   * @param mode what for: {@code rb}, to be read; {@code wb}, to be written; {@code r+b}, to be
   *     read and written
   * @param buffering 0: none
   * @return the end of a pipe, or a file that is used like one
   * @throws IOException if that cannot be done
   */
  default Pipe open(Object file, String mode, @Keyword int buffering) throws IOException {
    throw new UnsupportedOperationException("open a descriptor");
  }
}
