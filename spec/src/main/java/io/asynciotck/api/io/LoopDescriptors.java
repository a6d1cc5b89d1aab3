package io.asynciotck.api.io;

import io.asynciotck.api.Callback;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop does when a descriptor can be read or written. A loop that has none of it
 * raises {@link UnsupportedOperationException}, as asyncio's abstract loop raises {@code
 * NotImplementedError}.
 *
 * <p>Python: a part of {@code asyncio.AbstractEventLoop}. Source: asyncio-eventloop, Watching file
 * descriptors.
 */
@OfClass(ConformanceClass.READINESS)
public interface LoopDescriptors {

  /**
   * Watches a descriptor: the callback is called whenever it can be read.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @throws IllegalStateException if the loop is closed
   * @throws IllegalArgumentException if it is no descriptor that can be watched
   */
  default void addReader(Object fd, Runnable callback) {
    throw NotImplemented.in(this, "addReader");
  }

  /**
   * As {@link #addReader(Object, Runnable)}, with arguments.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @param args what it is called with, each time
   * @throws IllegalStateException as {@link #addReader(Object, Runnable)}
   * @throws IllegalArgumentException as {@link #addReader(Object, Runnable)}
   */
  default void addReader(Object fd, Callback callback, @Nullable Object... args) {
    addReader(fd, () -> callback.call(args));
  }

  /**
   * Ends what {@link #addReader} began.
   *
   * @param fd the descriptor
   * @return whether the descriptor was watched for that
   */
  default boolean removeReader(Object fd) {
    throw NotImplemented.in(this, "removeReader");
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
    throw NotImplemented.in(this, "addWriter");
  }

  /**
   * As {@link #addWriter(Object, Runnable)}, with arguments.
   *
   * @param fd the descriptor, from {@link Socket#fileno}
   * @param callback what to call, in place of what was to be called until now
   * @param args what it is called with, each time
   * @throws IllegalStateException as {@link #addWriter(Object, Runnable)}
   * @throws IllegalArgumentException as {@link #addWriter(Object, Runnable)}
   */
  default void addWriter(Object fd, Callback callback, @Nullable Object... args) {
    addWriter(fd, () -> callback.call(args));
  }

  /**
   * Ends what {@link #addWriter} began.
   *
   * @param fd the descriptor
   * @return whether the descriptor was watched for that
   */
  default boolean removeWriter(Object fd) {
    throw NotImplemented.in(this, "removeWriter");
  }
}
