package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.sync.AsyncCondition;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.api.sync.AsyncSemaphore;
import io.asynciotck.api.sync.Barrier;
import io.asynciotck.api.sync.BoundedSemaphore;
import io.asynciotck.api.sync.Event;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.sync.TaskBarrier;
import io.asynciotck.reference.sync.TaskBoundedSemaphore;
import io.asynciotck.reference.sync.TaskCondition;
import io.asynciotck.reference.sync.TaskEvent;
import io.asynciotck.reference.sync.TaskLock;
import io.asynciotck.reference.sync.TaskQueue;
import io.asynciotck.reference.sync.TaskSemaphore;
import java.util.function.Function;

/**
 * Modules whose locks, events, conditions, semaphores, barriers or queues are broken, by the class
 * of what is. What they are made of stays whole: a condition has a good lock.
 */
final class BrokenSynchronization {
  private BrokenSynchronization() {}

  static Function<LoopClock, Asyncio> brokenBy(Class<?> type) {
    if (TaskLock.class.isAssignableFrom(type)) {
      Part<TaskLock> part = new Part<>(type, Asyncio.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public AsyncLock newLock() {
              return part.make(this);
            }

            @Override
            public AsyncCondition newCondition() {
              return newCondition(new TaskLock(this));
            }
          };
    }
    if (TaskEvent.class.isAssignableFrom(type)) {
      Part<TaskEvent> part = new Part<>(type, Asyncio.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public Event newEvent() {
              return part.make(this);
            }
          };
    }
    if (TaskBoundedSemaphore.class.isAssignableFrom(type)) {
      Part<TaskBoundedSemaphore> part = new Part<>(type, Asyncio.class, int.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public BoundedSemaphore newBoundedSemaphore(int value) {
              return part.make(this, value);
            }
          };
    }
    if (TaskSemaphore.class.isAssignableFrom(type)) {
      Part<TaskSemaphore> part = new Part<>(type, Asyncio.class, int.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public AsyncSemaphore newSemaphore(int value) {
              return part.make(this, value);
            }
          };
    }
    if (TaskCondition.class.isAssignableFrom(type)) {
      Part<TaskCondition> part = new Part<>(type, Asyncio.class, AsyncLock.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public AsyncCondition newCondition(AsyncLock lock) {
              return part.make(this, lock);
            }
          };
    }
    if (TaskQueue.class.isAssignableFrom(type)) {
      Part<TaskQueue> part = new Part<>(type, Asyncio.class, int.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public AsyncQueue newQueue(int maxsize) {
              return part.make(this, maxsize);
            }
          };
    }
    if (TaskBarrier.class.isAssignableFrom(type)) {
      Part<TaskBarrier> part = new Part<>(type, Asyncio.class, int.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public Barrier newBarrier(int parties) {
              return part.make(this, parties);
            }
          };
    }
    throw new AssertionError("Nothing is known that a fault can be of this kind: " + type);
  }
}
