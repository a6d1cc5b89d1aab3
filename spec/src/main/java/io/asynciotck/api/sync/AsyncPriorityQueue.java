package io.asynciotck.api.sync;

/**
 * A queue that gives the lowest item first.
 *
 * <p>Python: {@code asyncio.PriorityQueue}. Source: asyncio-queue.
 */
public interface AsyncPriorityQueue extends AsyncQueue {}
