package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.sync.AsyncCondition;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.api.sync.Event;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.sync.TaskEvent;
import io.asynciotck.reference.sync.TaskLock;
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
    throw new AssertionError("Nothing is known that a fault can be of this kind: " + type);
  }
}
