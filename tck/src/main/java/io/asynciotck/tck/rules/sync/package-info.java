/** The tests of chapter {@code sync}: locks, events, conditions, semaphores, barriers, queues. */
package io.asynciotck.tck.rules.sync;
