package io.asynciotck.api.sync;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/**
 * A queue that gives the lowest item first.
 *
 * <p>Python: {@code asyncio.PriorityQueue}. Source: asyncio-queue.
 */
@OfClass(ConformanceClass.QUEUES)
public interface AsyncPriorityQueue extends AsyncQueue {}
