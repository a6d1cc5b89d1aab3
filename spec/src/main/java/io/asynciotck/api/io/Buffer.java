package io.asynciotck.api.io;

import io.asynciotck.api.PythonName;

/**
 * Bytes that belong to the implementation, and can be written by it.
 *
 * <p>Python: {@code bytearray}.
 */
public interface Buffer {

  /** {@return how many bytes there are} */
  @PythonName("__len__")
  int length();

  /**
   * Changes a byte.
   *
   * @param index its place
   * @param value its value, from 0 to 255
   */
  @PythonName("__setitem__")
  void set(int index, int value);

  /**
   * Makes a text of all bytes.
   *
   * @param encoding the name of an encoding, such as {@code iso-8859-1}
   * @return the text
   */
  String decode(String encoding);
}
