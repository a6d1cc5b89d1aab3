package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.api.sync.QueueEmptyException;
import io.asynciotck.api.sync.QueueFullException;
import io.asynciotck.api.sync.QueueShutDownException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks.
 *
 * <p>Who is called because there is an item, or room for one, may find that somebody else was
 * faster, and waits again. Who is called and cancelled before its turn calls the next.
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
    return maxsize;
  }

  @Override
  public int qsize() {
    return items.size();
  }

  @Override
  public boolean isEmpty() {
    return items.isEmpty();
  }

  @Override
  public boolean isFull() {
    return maxsize > 0 && items.size() >= maxsize;
  }

  @Override
  public Coroutine<@Nullable Object> get() {
    return asyncio.coroutine(this::take);
  }

  /** Takes an item, in a coroutine. */
  protected @Nullable Object take() throws Exception {
    while (items.isEmpty() && !isShutDown) {
      waitForItem();
    }
    return getNowait();
  }

  /** Waits until an item may have come. */
  protected void waitForItem() throws Exception {
    Waiter waiter = getters.join();
    try {
      getters.await(asyncio, waiter);
    } catch (Throwable raised) {
      if (waiter.wasCalled() && !items.isEmpty()) {
        getters.callNext();
      }
      throw raised;
    }
  }

  @Override
  public @Nullable Object getNowait() {
    if (items.isEmpty()) {
      if (isShutDown) {
        throw new QueueShutDownException("The queue is shut down, and empty: " + this);
      }
      throw new QueueEmptyException("The queue is empty: " + this);
    }
    Object item = items.remove();
    putters.callNext();
    return item == NULL ? null : item;
  }

  @Override
  public Coroutine<@Nullable Object> put(@Nullable Object item) {
    return asyncio.coroutine(() -> add(item));
  }

  /** Adds an item, in a coroutine. */
  protected @Nullable Object add(@Nullable Object item) throws Exception {
    while (isFull() && !isShutDown) {
      waitForRoom();
    }
    putNowait(item);
    return null;
  }

  /** Waits until there may be room. */
  protected void waitForRoom() throws Exception {
    Waiter waiter = putters.join();
    try {
      putters.await(asyncio, waiter);
    } catch (Throwable raised) {
      if (waiter.wasCalled() && !isFull()) {
        putters.callNext();
      }
      throw raised;
    }
  }

  @Override
  public void putNowait(@Nullable Object item) {
    if (isShutDown) {
      throw new QueueShutDownException("The queue is shut down: " + this);
    }
    if (isFull()) {
      throw new QueueFullException("The queue is full: " + this);
    }
    items.add(item == null ? NULL : item);
    unfinished++;
    getters.callNext();
  }

  @Override
  public Coroutine<@Nullable Object> join() {
    return asyncio.coroutine(this::waitForWork);
  }

  /** Waits until all work is done, in a coroutine. */
  protected @Nullable Object waitForWork() throws Exception {
    if (unfinished > 0) {
      joiners.await(asyncio, joiners.join());
    }
    return null;
  }

  @Override
  public void taskDone() {
    if (unfinished == 0) {
      throw new IllegalArgumentException("Work on all items was done already: " + this);
    }
    finish(1);
  }

  /** Counts work that is done. */
  protected void finish(int count) {
    unfinished -= count;
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
