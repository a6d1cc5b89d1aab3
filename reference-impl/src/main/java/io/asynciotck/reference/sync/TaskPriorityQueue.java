package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.sync.AsyncPriorityQueue;
import java.util.PriorityQueue;

/** A queue that gives the lowest item first. */
public class TaskPriorityQueue extends TaskQueue implements AsyncPriorityQueue {

  /** An empty queue. */
  public TaskPriorityQueue(Asyncio asyncio, int maxsize) {
    // Rule: priority-queue.get.order, priority-queue.size.limit
    // Rule: priority-queue.get.waits, priority-queue.join.blocks
    // Rule: priority-queue.shutdown.immediate-drains
    super(asyncio, maxsize, new PriorityQueue<>());
  }
}
