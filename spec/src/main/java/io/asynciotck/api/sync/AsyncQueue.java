package io.asynciotck.api.sync;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonAttribute;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks.
 *
 * <p>Python: {@code asyncio.Queue}. Source: asyncio-queue.
 */
@OfClass(ConformanceClass.QUEUES)
public interface AsyncQueue {

  /**
   * How many items there may be.
   *
   * @return how many; zero or less if there is no limit
   */
  @PythonAttribute("maxsize")
  int maxsize();

  /**
   * Whether there is nothing in it.
   *
   * @return whether it is empty
   */
  @PythonName("empty")
  boolean isEmpty();

  /**
   * Whether there is no room in it.
   *
   * @return whether it is full
   */
  @PythonName("full")
  boolean isFull();

  /**
   * How many items there are.
   *
   * @return how many
   */
  int qsize();

  /**
   * Takes an item, when there is one.
   *
   * @return a coroutine that gives it, or raises {@link QueueShutDownException}
   */
  Coroutine<@Nullable Object> get();

  /**
   * Takes an item.
   *
   * @return the item
   * @throws QueueEmptyException if there is none
   * @throws QueueShutDownException if there is none, and the queue was shut down
   */
  @Nullable Object getNowait();

  /**
   * Adds an item, when there is room for it.
   *
   * @param item the item
   * @return a coroutine that does it, or raises {@link QueueShutDownException}
   */
  Coroutine<@Nullable Object> put(@Nullable Object item);

  /**
   * Adds an item.
   *
   * @param item the item
   * @throws QueueFullException if there is no room for it
   * @throws QueueShutDownException if the queue was shut down
   */
  void putNowait(@Nullable Object item);

  /**
   * Waits until work on all items is done.
   *
   * @return a coroutine that does it
   */
  Coroutine<@Nullable Object> join();

  /**
   * Says that work on an item is done.
   *
   * @throws IllegalArgumentException if it was said of all items that were put
   */
  void taskDone();

  /** Takes no more items, and lets those that are there be taken. Since 3.13. */
  void shutdown();

  /**
   * Takes no more items. Since 3.13.
   *
   * @param immediate whether the items that are there are dropped
   */
  void shutdown(@Keyword boolean immediate);
}
