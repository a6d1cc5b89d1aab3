package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.api.sync.QueueEmptyException;
import io.asynciotck.api.sync.QueueFullException;
import io.asynciotck.api.sync.QueueShutDownException;
import io.asynciotck.reference.seams.Seam;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks.
 *
 * <p>A task that is called because there is an item, or room for one, may find that somebody else
 * was faster, and waits again. One that is called and cancelled before its turn calls the next.
 */
public class TaskQueue extends LoopOfOne implements AsyncQueue {
  /** An item that is null: the queues of the JDK have no place for one. */
  private static final Object NULL = new Object();

  private final int maxsize;
  final Queue<Object> items;
  final WaitingLine getters = new WaitingLine(this);
  final WaitingLine putters = new WaitingLine(this);
  final WaitingLine joiners = new WaitingLine(this);
  int unfinished;
  boolean isShutDown;

  /** An empty queue, which gives the item first that was added first. */
  public TaskQueue(Asyncio asyncio, int maxsize) {
    // Rule: queue.get.fifo
    this(asyncio, maxsize, new ArrayDeque<>());
  }

  /** An empty queue. */
  @SuppressWarnings("this-escape") // it is only kept
  protected TaskQueue(Asyncio asyncio, int maxsize, Queue<Object> items) {
    super(asyncio);
    this.maxsize = maxsize;
    this.items = items;
  }

  @Override
  public int maxsize() {
    // Rule: queue.maxsize.given
    return maxsize;
  }

  @Override
  public int qsize() {
    // Rule: queue.qsize.counts
    return items.size();
  }

  @Override
  public boolean isEmpty() {
    // Rule: queue.empty.tells
    return items.isEmpty();
  }

  @Override
  public boolean isFull() {
    // Rule: queue.full.{tells, infinite}
    return maxsize > 0 && items.size() >= maxsize;
  }

  @Override
  public Coroutine<@Nullable Object> get() {
    return asyncio.coroutine(this::take);
  }

  /** Takes an item, in a coroutine. */
  @Seam
  protected @Nullable Object take() throws Exception {
    // Rule: queue.get.{waits, one-each}, queue.shutdown.{get-blocked, get-later}
    while (items.isEmpty() && !isShutDown) {
      waitForItem();
    }
    return getNowait();
  }

  /** Waits until an item may have come. */
  @Seam
  protected void waitForItem() throws Exception {
    Waiter waiter = getters.join();
    try {
      getters.await(asyncio, waiter);
    } catch (Throwable raised) {
      // Rule: queue.cancelled-get.{raised, message}
      // Rule: queue.cancelled-get.{leaves, woken, before-wake, others, again, timeout, taken-back}
      // Rule: queue.items.not-lost
      if (waiter.wasCalled() && !items.isEmpty()) {
        getters.callNext();
      }
      throw raised;
    }
  }

  @Override
  public @Nullable Object getNowait() {
    if (items.isEmpty()) {
      // Rule: queue.shutdown.get-nowait
      if (isShutDown) {
        throw new QueueShutDownException("The queue is shut down, and empty: " + this);
      }
      // Rule: queue.get-nowait.empty
      throw new QueueEmptyException("The queue is empty: " + this);
    }
    // Rule: queue.get.item, queue.get-nowait.item, queue.shutdown.winds-down
    Object item = items.remove();
    // Rule: queue.put.room-each
    putters.callNext();
    return item == NULL ? null : item;
  }

  @Override
  public Coroutine<@Nullable Object> put(@Nullable Object item) {
    return asyncio.coroutine(() -> add(item));
  }

  /** Adds an item, in a coroutine. */
  @Seam
  protected @Nullable Object add(@Nullable Object item) throws Exception {
    // Rule: queue.put.{full, infinite, within-size}
    // Rule: queue.shutdown.{put-blocked, put-later}
    while (isFull() && !isShutDown) {
      waitForRoom();
    }
    putNowait(item);
    return null;
  }

  /** Waits until there may be room. */
  @Seam
  protected void waitForRoom() throws Exception {
    Waiter waiter = putters.join();
    try {
      putters.await(asyncio, waiter);
    } catch (Throwable raised) {
      // Rule: queue.cancelled-put.{raised, message}
      // Rule: queue.cancelled-put.{leaves, woken, before-wake, others, again, timeout, taken-back}
      if (waiter.wasCalled() && !isFull()) {
        putters.callNext();
      }
      throw raised;
    }
  }

  @Override
  public void putNowait(@Nullable Object item) {
    // Rule: queue.shutdown.put-nowait
    if (isShutDown) {
      throw new QueueShutDownException("The queue is shut down: " + this);
    }
    // Rule: queue.put-nowait.full
    if (isFull()) {
      throw new QueueFullException("The queue is full: " + this);
    }
    // Rule: queue.put.item, queue.put-nowait.item
    items.add(item == null ? NULL : item);
    // Rule: queue.join.counts-up
    unfinished++;
    getters.callNext();
  }

  @Override
  public Coroutine<@Nullable Object> join() {
    return asyncio.coroutine(this::waitForWork);
  }

  /** Waits until all work is done, in a coroutine. */
  @Seam
  protected @Nullable Object waitForWork() throws Exception {
    // Rule: queue.join.{blocks, nothing}
    // Rule: queue.cancelled-join.{raised, message, others, timeout, taken-back}
    if (unfinished > 0) {
      joiners.await(asyncio, joiners.join());
    }
    return null;
  }

  @Override
  public void taskDone() {
    // Rule: queue.task-done.too-often
    if (unfinished == 0) {
      throw new IllegalArgumentException("Work on all items was done already: " + this);
    }
    // Rule: queue.shutdown.join
    finish(1);
  }

  /** Counts work that is done. */
  @Seam
  protected void finish(int count) {
    unfinished -= count;
    // Rule: queue.join.all-callers, queue.shutdown.immediate-join
    if (unfinished == 0) {
      joiners.callAll();
    }
  }

  @Override
  public void shutdown() {
    shutdown(false);
  }

  @Override
  public void shutdown(boolean immediate) {
    isShutDown = true;
    if (immediate) {
      // Rule: queue.shutdown.{immediate-drains, immediate-unfinished}
      int dropped = Math.min(items.size(), unfinished);
      items.clear();
      finish(dropped);
    }
    getters.callAll();
    putters.callAll();
  }

  @Override
  public String toString() {
    return "<%s maxsize=%d items=%d getters=%d putters=%d unfinished=%d%s>"
        .formatted(
            getClass().getSimpleName(),
            maxsize,
            items.size(),
            getters.length(),
            putters.length(),
            unfinished,
            isShutDown ? " shut down" : "");
  }
}
