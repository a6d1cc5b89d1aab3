package io.asynciotck.api.sync;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/**
 * A queue that gives the item first that was added last.
 *
 * <p>Python: {@code asyncio.LifoQueue}. Source: asyncio-queue.
 */
@OfClass(ConformanceClass.QUEUES)
public interface LifoQueue extends AsyncQueue {}
