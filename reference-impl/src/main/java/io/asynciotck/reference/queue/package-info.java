/**
 * What waits for its turn, and how it comes from other threads: entries, the queue of a loop, the
 * queue in front of it, and the sleep of a loop that has nothing to do.
 */
@NullMarked
package io.asynciotck.reference.queue;

import org.jspecify.annotations.NullMarked;
