/**
 * The tests of chapter {@code loop}: the event loop: callbacks, timers, threads, executors, errors,
 * debug mode.
 */
@NullMarked
package io.asynciotck.tck.rules.loop;

import org.jspecify.annotations.NullMarked;
