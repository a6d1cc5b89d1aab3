package io.asynciotck.api.io;

/**
 * What an event loop does with descriptors and sockets. A loop that has none of it raises {@link
 * UnsupportedOperationException}, as asyncio's abstract loop raises {@code NotImplementedError}.
 *
 * <p>Python: the part of {@code asyncio.AbstractEventLoop} that is about input and output. Source:
 * asyncio-eventloop, Watching file descriptors.
 */
public interface LoopInputOutput {

  /**
   * Watches a descriptor: the callback is called whenever it can be read.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @throws IllegalStateException if the loop is closed
   * @throws IllegalArgumentException if it is no descriptor that can be watched
   */
  default void addReader(Object fd, Runnable callback) {
    throw notImplemented("addReader");
  }

  /**
   * Ends what {@link #addReader} began.
   *
   * @param fd the descriptor
   * @return whether the descriptor was watched for that
   */
  default boolean removeReader(Object fd) {
    throw notImplemented("removeReader");
  }

  /**
   * Watches a descriptor: the callback is called whenever it can be written.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @throws IllegalStateException if the loop is closed
   * @throws IllegalArgumentException if it is no descriptor that can be watched
   */
  default void addWriter(Object fd, Runnable callback) {
    throw notImplemented("addWriter");
  }

  /**
   * Ends what {@link #addWriter} began.
   *
   * @param fd the descriptor
   * @return whether the descriptor was watched for that
   */
  default boolean removeWriter(Object fd) {
    throw notImplemented("removeWriter");
  }

  private UnsupportedOperationException notImplemented(String method) {
    return new UnsupportedOperationException(method + " is not implemented by " + this);
  }
}
