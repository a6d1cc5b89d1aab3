package io.asynciotck.api.io;

import java.io.IOException;
import java.util.List;

/** Makes pipes: Python's module {@code os}. May be used in any thread. */
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
