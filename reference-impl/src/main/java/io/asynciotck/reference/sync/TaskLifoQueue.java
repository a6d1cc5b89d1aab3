package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.sync.LifoQueue;
import java.util.ArrayDeque;
import java.util.Collections;

/** A queue that gives the item first that was added last. */
public class TaskLifoQueue extends TaskQueue implements LifoQueue {

  /** An empty queue. */
  public TaskLifoQueue(Asyncio asyncio, int maxsize) {
    // Rule: lifo-queue.get.order, lifo-queue.size.limit
    super(asyncio, maxsize, Collections.asLifoQueue(new ArrayDeque<>()));
  }
}
