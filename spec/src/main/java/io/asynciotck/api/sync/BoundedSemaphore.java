package io.asynciotck.api.sync;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/**
 * A semaphore that is not given back more than was taken: {@link #release} raises {@link
 * IllegalArgumentException} then.
 *
 * <p>Python: {@code asyncio.BoundedSemaphore}. Source: asyncio-sync.
 */
@OfClass(ConformanceClass.SYNC)
public interface BoundedSemaphore extends AsyncSemaphore {}
