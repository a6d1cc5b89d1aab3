package io.asynciotck.api.io;

import java.io.IOException;
import java.util.List;

/** Makes pipes and their like: Python's module {@code os}. May be used in any thread. */
public interface OperatingSystem {

  /**
   * Makes a pipe. Both ends block.
   *
   * @return the descriptor that is read, and the one that is written; each is for {@link
   *     Builtins#open(Object, String, int)}
   * @throws IOException if the system cannot
   */
  List<Object> pipe() throws IOException;

  /**
   * Makes a named pipe: a file whose readers are given what its writers write.
   *
   * @param path its path
   * @throws IOException if it cannot be made
   */
  default void mkfifo(String path) throws IOException {
    throw new UnsupportedOperationException("mkfifo");
  }

  /**
   * Makes a terminal that is no device: what is written at one end is read at the other, a line at
   * a time.
   *
   * @return the descriptor of who plays the person, and that of the terminal; each is for {@link
   *     Builtins#open(Object, String, int)}
   * @throws IOException if the system has no more of them
   */
  default List<Object> openpty() throws IOException {
    throw new UnsupportedOperationException("openpty");
  }

  /**
   * Decides whether operations on a descriptor wait.
   *
   * @param fd the descriptor
   * @param blocking whether they do
   * @throws IOException if the descriptor is closed
   */
  void setBlocking(Object fd, boolean blocking) throws IOException;

  /**
   * Whether operations on a descriptor wait.
   *
   * @param fd the descriptor
   * @return whether they do
   */
  boolean getBlocking(Object fd);
}
