/**
 * The tests of chapter {@code loop}: the event loop: callbacks, timers, threads, executors, errors,
 * debug mode.
 */
package io.asynciotck.tck.rules.loop;
