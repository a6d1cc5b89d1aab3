package io.asynciotck.api.sync;

import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;

/**
 * What a module offers for tasks to coordinate with. A module that has none of it raises {@link
 * UnsupportedOperationException}.
 *
 * <p>Python: classes of {@code asyncio}. Source: asyncio-sync, asyncio-queue.
 */
@OfClass(ConformanceClass.SYNC)
public interface Synchronization {
  /**
   * Makes a lock, which is unlocked.
   *
   * @return the new one
   */
  @PythonName("Lock")
  default AsyncLock newLock() {
    throw notImplemented("Lock");
  }

  /**
   * Makes an event, which is not set.
   *
   * @return the new one
   */
  @PythonName("Event")
  default Event newEvent() {
    throw notImplemented("Event");
  }

  /**
   * Makes a condition with a lock of its own.
   *
   * @return the new one
   */
  @PythonName("Condition")
  default AsyncCondition newCondition() {
    throw notImplemented("Condition");
  }

  /**
   * Makes a condition with a lock that is given.
   *
   * @param lock the lock
   * @return the new one
   */
  @PythonName("Condition")
  default AsyncCondition newCondition(AsyncLock lock) {
    throw notImplemented("Condition");
  }

  /**
   * Makes a semaphore whose counter is one.
   *
   * @return the new one
   */
  @PythonName("Semaphore")
  default AsyncSemaphore newSemaphore() {
    throw notImplemented("Semaphore");
  }

  /**
   * Makes a semaphore.
   *
   * @param value its counter; less than zero raises {@link IllegalArgumentException}
   * @return the new one
   */
  @PythonName("Semaphore")
  default AsyncSemaphore newSemaphore(int value) {
    throw notImplemented("Semaphore");
  }

  /**
   * Makes a bounded semaphore whose counter is one.
   *
   * @return the new one
   */
  @PythonName("BoundedSemaphore")
  default BoundedSemaphore newBoundedSemaphore() {
    throw notImplemented("BoundedSemaphore");
  }

  /**
   * Makes a bounded semaphore.
   *
   * @param value its counter; less than zero raises {@link IllegalArgumentException}
   * @return the new one
   */
  @PythonName("BoundedSemaphore")
  default BoundedSemaphore newBoundedSemaphore(int value) {
    throw notImplemented("BoundedSemaphore");
  }

  /**
   * Makes a barrier. Since 3.11.
   *
   * @param parties how many tasks it takes to pass
   * @return the new one
   */
  @PythonName("Barrier")
  default Barrier newBarrier(int parties) {
    throw notImplemented("Barrier");
  }

  /**
   * Makes a queue without a limit.
   *
   * @return the new one
   */
  @PythonName("Queue")
  @OfClass(ConformanceClass.QUEUES)
  default AsyncQueue newQueue() {
    throw notImplemented("Queue");
  }

  /**
   * Makes a queue.
   *
   * @param maxsize how many items there may be; zero or less for no limit
   * @return the new one
   */
  @PythonName("Queue")
  @OfClass(ConformanceClass.QUEUES)
  default AsyncQueue newQueue(int maxsize) {
    throw notImplemented("Queue");
  }

  /**
   * Makes a queue without a limit that gives the last item first.
   *
   * @return the new one
   */
  @PythonName("LifoQueue")
  @OfClass(ConformanceClass.QUEUES)
  default LifoQueue newLifoQueue() {
    throw notImplemented("LifoQueue");
  }

  /**
   * Makes a queue that gives the last item first.
   *
   * @param maxsize how many items there may be; zero or less for no limit
   * @return the new one
   */
  @PythonName("LifoQueue")
  @OfClass(ConformanceClass.QUEUES)
  default LifoQueue newLifoQueue(int maxsize) {
    throw notImplemented("LifoQueue");
  }

  /**
   * Makes a queue without a limit that gives the lowest item first.
   *
   * @return the new one
   */
  @PythonName("PriorityQueue")
  @OfClass(ConformanceClass.QUEUES)
  default AsyncPriorityQueue newPriorityQueue() {
    throw notImplemented("PriorityQueue");
  }

  /**
   * Makes a queue that gives the lowest item first.
   *
   * @param maxsize how many items there may be; zero or less for no limit
   * @return the new one
   */
  @PythonName("PriorityQueue")
  @OfClass(ConformanceClass.QUEUES)
  default AsyncPriorityQueue newPriorityQueue(int maxsize) {
    throw notImplemented("PriorityQueue");
  }

  private UnsupportedOperationException notImplemented(String type) {
    return new UnsupportedOperationException(type + " is not implemented by " + this);
  }
}
