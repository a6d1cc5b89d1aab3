/**
 * What tasks of one loop coordinate with: locks, events, conditions, semaphores, barriers and
 * queues.
 *
 * <p>Three words of Python's are methods of every object in Java. {@code wait} is {@code waiting}
 * here, a coroutine that waits, and {@code notify} and {@code notify_all} have {@code Tasks} behind
 * them.
 */
@NullMarked
package io.asynciotck.api.sync;

import org.jspecify.annotations.NullMarked;
