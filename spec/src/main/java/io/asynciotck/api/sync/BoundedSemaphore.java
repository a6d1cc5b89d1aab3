package io.asynciotck.api.sync;

/**
 * A semaphore that is not given back more than was taken: {@link #release} raises {@link
 * IllegalArgumentException} then.
 *
 * <p>Python: {@code asyncio.BoundedSemaphore}. Source: asyncio-sync.
 */
public interface BoundedSemaphore extends AsyncSemaphore {}
