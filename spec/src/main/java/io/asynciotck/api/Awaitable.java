package io.asynciotck.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Asyncio#await} takes: a {@link Coroutine}, an {@link AsyncFuture}, a {@link Task} or
 * an {@link AwaitableObject}.
 *
 * <p>Source: asyncio-task, Awaitables.
 *
 * @param <T> the type of the result that awaiting gives
 */
public interface Awaitable<T extends @Nullable Object> {}
