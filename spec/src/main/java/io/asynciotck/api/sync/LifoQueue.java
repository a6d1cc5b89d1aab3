package io.asynciotck.api.sync;

/**
 * A queue that gives the item first that was added last.
 *
 * <p>Python: {@code asyncio.LifoQueue}. Source: asyncio-queue.
 */
public interface LifoQueue extends AsyncQueue {}
