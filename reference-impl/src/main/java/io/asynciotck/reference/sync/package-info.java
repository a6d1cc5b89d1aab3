/**
 * What tasks coordinate with: locks, events, conditions, semaphores, barriers and queues. Stands on
 * the module and the API; who waits stands in a {@link io.asynciotck.reference.sync.WaitingLine}.
 */
@NullMarked
package io.asynciotck.reference.sync;

import org.jspecify.annotations.NullMarked;
