package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.sync.LifoQueue;
import java.util.ArrayDeque;
import java.util.Collections;

/** A queue that gives the item first that was added last. */
public class TaskLifoQueue extends TaskQueue implements LifoQueue {

  /** An empty queue. */
  public TaskLifoQueue(Asyncio asyncio, int maxsize) {
    // Rule: lifo-queue.get.{order, waits}, lifo-queue.size.limit
    // Rule: lifo-queue.join.blocks, lifo-queue.shutdown.immediate-drains
    super(asyncio, maxsize, Collections.asLifoQueue(new ArrayDeque<>()));
  }
}
